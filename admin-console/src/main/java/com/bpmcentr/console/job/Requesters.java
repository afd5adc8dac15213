package com.bpmcentr.console.job;

import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import java.io.IOException;
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

  /**
   * The same, between the parts of what is long in going out: with the rights of now.
   *
   * @throws IOException when the actor may do so no more
   */
  default Actor requireStill(Actor actor, Instant asked, Permission permission) throws IOException {
    return still(actor, asked)
        .filter(now -> now.may(permission))
        .orElseThrow(() -> new IOException("who reads this may read the rest no more"));
  }
}
