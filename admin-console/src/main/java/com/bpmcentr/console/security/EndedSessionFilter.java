package com.bpmcentr.console.security;

import com.bpmcentr.console.access.SessionLife;
import com.bpmcentr.console.access.StaffPrincipal;
import com.vaadin.flow.shared.ApplicationConstants;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Logs a session out whose time is over, or whose member was disabled or got a new password, on
 * whichever console.
 */
final class EndedSessionFilter extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(EndedSessionFilter.class);
  private static final String LOGIN = "/login";
  private static final String LAST_USED = EndedSessionFilter.class.getName();

  private final Predicate<Authentication> known;
  private final Predicate<HttpServletRequest> fromWithinAPage;
  private final SecurityContextHolderStrategy security;
  private final Clock clock;
  private final SecurityContextLogoutHandler logout = new SecurityContextLogoutHandler();

  /**
   * @param known whether the member is one still, and the session of his present password
   * @param fromWithinAPage of a request that Vaadin makes, not a person's browser by itself
   */
  EndedSessionFilter(
      Predicate<Authentication> known,
      Predicate<HttpServletRequest> fromWithinAPage,
      SecurityContextHolderStrategy security,
      Clock clock) {
    this.known = known;
    this.fromWithinAPage = fromWithinAPage;
    this.security = security;
    this.clock = clock;
    logout.setSecurityContextHolderStrategy(security);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication session = security.getContext().getAuthentication();
    if (session == null || !(session.getPrincipal() instanceof StaffPrincipal principal)) {
      chain.doFilter(request, response);
      return;
    }
    if (isOver(request, principal) || isEnded(request, session)) {
      logout.logout(request, response, session);
      if (!fromWithinAPage.test(request)) {
        response.sendRedirect(LOGIN);
        return;
      }
      // Vaadin tells the page in its own words that the session is over.
    }
    chain.doFilter(request, response);
    noteUse(request);
  }

  private boolean isOver(HttpServletRequest request, StaffPrincipal principal) {
    HttpSession session = request.getSession(false);
    Instant lastUsed =
        session != null && session.getAttribute(LAST_USED) instanceof Instant used
            ? used
            : principal.loggedInAt();
    return SessionLife.isOver(principal.loggedInAt(), lastUsed, clock.instant());
  }

  /**
   * While the database does not answer, a page that is open goes on and says itself what it cannot
   * read; whatever it asks of a service is asked in the name of an account that cannot be read.
   */
  private boolean isEnded(HttpServletRequest request, Authentication session) {
    try {
      return !known.test(session);
    } catch (DataAccessException unknown) {
      if (!fromWithinAPage.test(request)) {
        throw unknown;
      }
      log.error("Whether a session has ended could not be read", unknown);
      return false;
    }
  }

  private void noteUse(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    boolean byItself =
        request.getAttribute(SessionLife.ASKED_BY_ITSELF) != null
            || ApplicationConstants.REQUEST_TYPE_HEARTBEAT.equals(
                request.getParameter(ApplicationConstants.REQUEST_TYPE_PARAMETER));
    if (session != null && !byItself && security.getContext().getAuthentication() != null) {
      session.setAttribute(LAST_USED, clock.instant());
    }
  }
}
