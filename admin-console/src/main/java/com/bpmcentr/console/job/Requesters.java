package com.bpmcentr.console.job;

import com.bpmcentr.console.staff.Actor;
import java.time.Instant;
import java.util.Optional;

/**
 * Knows what staff may at present, whose jobs and downloads go on long after they were asked for.
 */
public interface Requesters {

  /**
   * The requester as an actor with the role of now.
   *
   * @param asked when it was asked for
   * @return empty once the account was disabled since then, or the access token is revoked
   */
  Optional<Actor> actor(Requester requester, Instant asked);

  /** The same of an actor; the console itself goes on. */
  default Optional<Actor> still(Actor actor, Instant asked) {
    return actor.staffId() == null ? Optional.of(actor) : actor(Requester.of(actor), asked);
  }
}
