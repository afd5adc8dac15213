package com.bpmcentr.console.shell;

import com.bpmcentr.console.access.CurrentActor;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.ApplicationListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** A log-in on a new device brings the member's language and colours there. */
@Component
class MembersTaste implements ApplicationListener<InteractiveAuthenticationSuccessEvent> {

  private final CurrentActor actors;

  MembersTaste(CurrentActor actors) {
    this.actors = actors;
  }

  @Override
  public void onApplicationEvent(InteractiveAuthenticationSuccessEvent login) {
    if (!(RequestContextHolder.getRequestAttributes()
        instanceof ServletRequestAttributes exchange)) {
      return;
    }
    HttpServletResponse response = exchange.getResponse();
    if (response != null) {
      actors
          .member(login.getAuthentication())
          .ifPresent(
              member ->
                  Preferences.bring(
                      exchange.getRequest(), response, member.language(), member.theme()));
    }
  }
}
