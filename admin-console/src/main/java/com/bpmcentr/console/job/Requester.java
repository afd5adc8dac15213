package com.bpmcentr.console.job;

import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Origin;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The staff member who asked for a job; all that it changes is recorded in this name.
 *
 * @param name as the audit log shows it
 * @param origin which door the request came through
 * @param address the network address it came from
 * @param tokenId the access token it came with; once that is revoked nothing more is done
 */
public record Requester(
    UUID staffId, String name, Origin origin, @Nullable String address, @Nullable UUID tokenId) {

  /**
   * The requester behind an actor.
   *
   * @throws IllegalArgumentException when the console acts of itself: nobody could be asked whether
   *     it still may
   */
  public static Requester of(Actor actor) {
    UUID staffId = actor.staffId();
    if (staffId == null) {
      throw new IllegalArgumentException("a job needs a staff member");
    }
    return new Requester(
        staffId,
        actor.name(),
        actor.origin(),
        actor.address(),
        actor.token() == null ? null : actor.token().id());
  }
}
