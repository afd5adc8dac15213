package com.bpmcentr.console.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What someone sets out to do, before it is known whether it will be done.
 *
 * @param operation {@code <thing>.<verb>}, such as {@code subscription.cancel}
 * @param targetType what it is done to, {@code subscription}
 * @param targetId its id, or of a thing to be made what it will belong to
 * @param reason what the actor gave as the reason
 */
public record Attempt(
    String operation, String targetType, String targetId, @Nullable String reason) {

  public static Attempt on(String targetType, Object targetId, String verb) {
    return new Attempt(targetType + "." + verb, targetType, targetId.toString(), null);
  }

  public Attempt because(@Nullable String given) {
    return new Attempt(operation, targetType, targetId, given);
  }

  /** The same attempt, now that the made thing has an id. */
  public Attempt made(UUID id) {
    return new Attempt(operation, targetType, id.toString(), reason);
  }
}
