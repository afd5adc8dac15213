package com.bpmcentr.console.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.console.MovableClock;
import com.bpmcentr.console.access.SessionLife;
import com.bpmcentr.console.access.StaffPrincipal;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class EndedSessionFilterTest {

  private static final Instant MORNING = Instant.parse("2026-12-21T06:00:00Z");

  private final MovableClock clock = new MovableClock(MORNING);
  private final MockHttpSession session = new MockHttpSession();
  private boolean databaseAway;
  private final EndedSessionFilter filter =
      new EndedSessionFilter(
          _ -> {
            if (databaseAway) {
              throw new DataAccessResourceFailureException("away");
            }
            return true;
          },
          request -> request.getParameter("v-r") != null,
          SecurityContextHolder.getContextHolderStrategy(),
          clock);

  @BeforeEach
  void logIn() {
    var member =
        new StaffPrincipal(
            UUID.randomUUID(), "anna@bpmcentr.example", MORNING, Instant.EPOCH, null);
    SecurityContextHolder.getContext()
        .setAuthentication(
            UsernamePasswordAuthenticationToken.authenticated(member, null, List.of()));
  }

  @AfterEach
  void logOut() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void page_usedEachHour_staysOpenForAWorkingDayAndNoLonger() throws Exception {
    for (int hour = 1; hour < 12; hour++) {
      clock.advance(Duration.ofHours(1));
      assertThat(open().getRedirectedUrl()).as("after %s h", hour).isNull();
    }

    clock.advance(Duration.ofHours(1));

    assertThat(open().getRedirectedUrl()).isEqualTo("/login");
  }

  @Test
  void page_onlyLookingAgainByItself_isOverAfterTwoHours() throws Exception {
    for (int minutes = 0; minutes < 119; minutes++) {
      clock.advance(Duration.ofMinutes(1));
      assertThat(poll()).isTrue();
    }

    clock.advance(Duration.ofMinutes(1));

    assertThat(poll()).isFalse();
  }

  @Test
  void request_databaseAway_isAnsweredByThePageThatIsOpenAndByNoOther() throws Exception {
    databaseAway = true;

    assertThat(poll()).isTrue();
    assertThatThrownBy(this::open).isInstanceOf(DataAccessResourceFailureException.class);
  }

  private MockHttpServletResponse open() throws ServletException, IOException {
    return answer(new MockHttpServletRequest("GET", "/customers"));
  }

  /** Whether somebody is logged in still. */
  private boolean poll() throws ServletException, IOException {
    var request = new MockHttpServletRequest("POST", "/");
    request.setParameter("v-r", "uidl");
    request.setAttribute(SessionLife.ASKED_BY_ITSELF, true);
    answer(request);
    return SecurityContextHolder.getContext().getAuthentication() != null;
  }

  private MockHttpServletResponse answer(MockHttpServletRequest request)
      throws ServletException, IOException {
    if (!session.isInvalid()) {
      request.setSession(session);
    }
    var response = new MockHttpServletResponse();
    filter.doFilter(request, response, new MockFilterChain());
    return response;
  }
}
