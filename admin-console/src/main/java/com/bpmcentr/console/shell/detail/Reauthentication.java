package com.bpmcentr.console.shell.detail;

import com.bpmcentr.console.access.LoginService;
import com.bpmcentr.console.access.StaffPrincipal;
import com.bpmcentr.console.shell.Viewer;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Asks for the password again before what whoever finds a screen unlocked must not do. A password
 * is good for a few minutes in its session, the one of the log-in too.
 */
@Component
public class Reauthentication implements Guard {

  static final Duration GOOD_FOR = Duration.ofMinutes(5);

  private final LoginService logins;
  private final Viewer viewer;
  private final AuthenticationContext session;
  private final Clock clock;

  Reauthentication(LoginService logins, Viewer viewer, AuthenticationContext session, Clock clock) {
    this.logins = logins;
    this.viewer = viewer;
    this.session = session;
    this.clock = clock;
  }

  /** When the password was last given in this session. */
  private record GivenAt(Instant at) {}

  @Override
  public void pass(Runnable action) {
    if (isFresh()) {
      action.run();
    } else {
      new PasswordDialog(this::confirm, action).open();
    }
  }

  private boolean isFresh() {
    return Optional.ofNullable(VaadinSession.getCurrent().getAttribute(GivenAt.class))
        .map(GivenAt::at)
        .or(
            () ->
                session.getAuthenticatedUser(StaffPrincipal.class).map(StaffPrincipal::loggedInAt))
        .filter(given -> given.plus(GOOD_FOR).isAfter(clock.instant()))
        .isPresent();
  }

  private LoginService.Confirmation confirm(String password) {
    LoginService.Confirmation answer = logins.confirm(viewer.actor(), password);
    if (answer == LoginService.Confirmation.RIGHT) {
      VaadinSession.getCurrent().setAttribute(GivenAt.class, new GivenAt(clock.instant()));
    }
    return answer;
  }
}
