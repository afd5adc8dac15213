package com.bpmcentr.console.publishing;

import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.License;
import com.bpmcentr.license.SubjectDocument;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Revoked is revoked: no later document of the subject may say otherwise, or say it is later. */
final class Revocations {

  private Revocations() {}

  /**
   * What the next document would bring back, if anything. Dropping what was revoked is no return:
   * what a license does not name has no access.
   */
  static Optional<String> returning(SubjectDocument last, SubjectDocument next) {
    if (!(last instanceof License before) || !(next instanceof License after)) {
      return Optional.empty();
    }
    Map<String, Instant> revoked = new HashMap<>();
    for (Grant grant : before.grants()) {
      note(revoked, "subscription " + grant.subscriptionId(), grant.revokedAt());
    }
    for (ApiKeyRef key : before.keys()) {
      note(revoked, "key " + key.keyId(), key.revokedAt());
    }
    for (Grant grant : after.grants()) {
      String name = "subscription " + grant.subscriptionId();
      if (returns(revoked.get(name), grant.revokedAt())) {
        return Optional.of(name);
      }
    }
    for (ApiKeyRef key : after.keys()) {
      String name = "key " + key.keyId();
      if (returns(revoked.get(name), key.revokedAt())) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static void note(Map<String, Instant> revoked, String name, @Nullable Instant at) {
    if (at != null) {
      revoked.put(name, at);
    }
  }

  private static boolean returns(@Nullable Instant before, @Nullable Instant after) {
    return before != null && (after == null || after.isAfter(before));
  }
}
