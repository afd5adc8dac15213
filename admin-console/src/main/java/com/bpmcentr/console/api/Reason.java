package com.bpmcentr.console.api;

import com.bpmcentr.console.staff.Actor;
import org.jspecify.annotations.Nullable;

/** The body of a call that asks why; whether it must be said is for the service to know. */
record Reason(@Nullable String reason) {

  /**
   * Programs that were written before a reason was asked for leave it out: then it is told which
   * program it was.
   */
  static @Nullable String orToken(@Nullable String reason, Actor caller) {
    return reason == null && caller.token() != null
        ? "access token " + caller.token().prefix() + "…, no reason given"
        : reason;
  }

  static @Nullable String optional(@Nullable Reason body) {
    return body == null ? null : body.reason();
  }

  /** For services that insist: nothing said is an empty reason, which they refuse by name. */
  static String text(@Nullable Reason body) {
    String reason = optional(body);
    return reason == null ? "" : reason;
  }
}
