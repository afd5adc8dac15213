package com.bpmcentr.console.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of a call that asks why, and can be told what was looked at.
 *
 * @param version that was read; left out: whatever it is by now
 */
record VersionedReason(@Nullable String reason, @Nullable Integer version) {

  static @Nullable Integer versionOf(@Nullable VersionedReason body) {
    return body == null ? null : body.version();
  }

  static @Nullable String optional(@Nullable VersionedReason body) {
    return body == null ? null : body.reason();
  }

  /** For services that insist: nothing said is an empty reason, which they refuse by name. */
  static String text(@Nullable VersionedReason body) {
    String reason = optional(body);
    return reason == null ? "" : reason;
  }
}
