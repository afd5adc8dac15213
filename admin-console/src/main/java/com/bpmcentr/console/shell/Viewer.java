package com.bpmcentr.console.shell;

import com.bpmcentr.console.access.CurrentActor;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.subscription.CurrentRules;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The staff member at this screen. */
@Component
public class Viewer {

  private final CurrentActor current;
  private final AuthenticationContext session;
  private final CurrentRules rules;

  public Viewer(CurrentActor current, AuthenticationContext session, CurrentRules rules) {
    this.current = current;
    this.session = session;
    this.rules = rules;
  }

  /** Whom the services are told is acting; read anew each time, because roles change. */
  public Actor actor() {
    return current.get();
  }

  /** The id of their account. */
  UUID member() {
    return Objects.requireNonNull(actor().staffId(), "screens are for members");
  }

  public boolean may(Permission permission) {
    return actor().may(permission);
  }

  public Formats formats(Locale locale) {
    return new Formats(locale, zone());
  }

  /** In which times are shown and typed. */
  public ZoneId zone() {
    return rules.get().zone();
  }

  /** Whether nobody is logged in, or somebody who may look at the screen. */
  boolean mayOpen(Screen screen) {
    return !session.isAuthenticated() || may(screen.permission());
  }

  public void logOut() {
    Drafts.clear();
    LeftLists.clear();
    session.logout();
  }
}
