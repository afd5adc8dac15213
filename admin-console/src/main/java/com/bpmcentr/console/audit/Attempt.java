package com.bpmcentr.console.audit;

import com.bpmcentr.console.secret.SecretPrefix;
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

  /** Of what is refused too, callers' texts are kept: a secret in them only as its prefix. */
  public Attempt {
    targetId = withoutSecrets(targetId);
    reason = reason == null ? null : withoutSecrets(reason);
  }

  public static Attempt on(String targetType, Object targetId, String verb) {
    return new Attempt(targetType + "." + verb, targetType, targetId.toString(), null);
  }

  public Attempt because(@Nullable String given) {
    return new Attempt(operation, targetType, targetId, given);
  }

  private static String withoutSecrets(String text) {
    return SecretPrefix.isExceededIn(text) ? SecretPrefix.cut(text) : text;
  }

  /** The same attempt, now that the made thing has an id. */
  public Attempt made(UUID id) {
    return new Attempt(operation, targetType, id.toString(), reason);
  }
}
