package com.bpmcentr.console.shell;

import com.bpmcentr.console.staff.Actor;

/** The staff member at this screen. */
public interface SignedIn {

  /** Whom the services are told is acting. */
  Actor actor();

  void logOut();
}
