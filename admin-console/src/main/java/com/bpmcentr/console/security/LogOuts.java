package com.bpmcentr.console.security;

import com.bpmcentr.console.access.LoginService;
import com.bpmcentr.console.access.StaffPrincipal;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Has log-outs recorded, as log-ins are. */
@Component
final class LogOuts {

  private final LoginService logins;

  LogOuts(LoginService logins) {
    this.logins = logins;
  }

  @EventListener
  void loggedOut(LogoutSuccessEvent event) {
    if (event.getAuthentication().getPrincipal() instanceof StaffPrincipal principal) {
      logins.loggedOut(
          principal,
          event.getAuthentication().getDetails() instanceof WebAuthenticationDetails details
              ? details.getRemoteAddress()
              : null);
    }
  }
}
