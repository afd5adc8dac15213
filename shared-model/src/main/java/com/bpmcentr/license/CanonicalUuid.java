package com.bpmcentr.license;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids that are UUIDs in their canonical text (RFC 9562, section 4), lower case. */
public final class CanonicalUuid {

  private static final int LENGTH = 36;

  private CanonicalUuid() {}

  /** The UUID whose canonical text this is, so that it gives exactly this text again; or null. */
  public static @Nullable UUID parse(String text) {
    if (text.length() != LENGTH) {
      return null;
    }
    try {
      UUID uuid = UUID.fromString(text);
      return uuid.toString().equals(text) ? uuid : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
