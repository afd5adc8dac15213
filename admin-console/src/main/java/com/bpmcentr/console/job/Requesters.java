package com.bpmcentr.console.job;

import com.bpmcentr.console.staff.Actor;
import java.util.Optional;

/** Knows what staff may at present, whose jobs run long after they asked for them. */
public interface Requesters {

  /** The requester as an actor with the role of now; empty once the account is disabled. */
  Optional<Actor> actor(Requester requester);
}
