package com.bpmcentr.console.shell;

import com.bpmcentr.console.ConsoleConfig;
import com.bpmcentr.console.access.CurrentActor;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The staff member at this screen. */
@Component
public class Viewer {

  private final CurrentActor current;
  private final AuthenticationContext session;
  private final ConsoleConfig config;

  public Viewer(CurrentActor current, AuthenticationContext session, ConsoleConfig config) {
    this.current = current;
    this.session = session;
    this.config = config;
  }

  /** Whom the services are told is acting; read anew each time, because roles change. */
  public Actor actor() {
    return current.get();
  }

  public boolean may(Permission permission) {
    return actor().may(permission);
  }

  public Formats formats(Locale locale) {
    return new Formats(locale, config.timeZone());
  }

  void logOut() {
    session.logout();
  }
}
