package com.bpmcentr.console.shell;

import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import java.util.Locale;

/** The staff member at this screen. */
public interface Viewer {

  /** Whom the services are told is acting. */
  Actor actor();

  boolean may(Permission permission);

  Formats formats(Locale locale);

  void logOut();
}
