package com.bpmcentr.console.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of a call that can be told what was looked at.
 *
 * @param version that was read; left out: whatever it is by now
 */
record SeenVersion(@Nullable Integer version) {

  static @Nullable Integer of(@Nullable SeenVersion body) {
    return body == null ? null : body.version();
  }
}
