package com.bpmcentr.license;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The ranges that the format's fields keep; each record checks its own in its constructor. */
public final class Limits {

  /** Most characters in a Make account's id; the fewest is one. */
  public static final int ACCOUNT_LENGTH = 100;

  /** Most characters in a connector's slug. */
  public static final int CONNECTOR_LENGTH = 64;

  /** Most API keys in one license. */
  public static final int KEYS = 10_000;

  /** Most grants in one license. */
  public static final int GRANTS = 10_000;

  /** Most bytes in one document's payload; the largest license there can be has 10 million. */
  public static final int PAYLOAD_BYTES = 12 * 1024 * 1024;

  private static final int ID_LENGTH = 64;
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  private Limits() {}

  /** Whether the text is a Make account's id: 1–100 characters of 0x21–0x7E. */
  public static boolean isAccount(String text) {
    if (text.isEmpty() || text.length() > ACCOUNT_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x21 || c > 0x7E) {
        return false;
      }
    }
    return true;
  }

  /** Whether the text is a connector's slug: 1–64 characters of a–z, 0–9 and the hyphen. */
  public static boolean isConnector(String text) {
    if (text.isEmpty() || text.length() > CONNECTOR_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && c != '-') {
        return false;
      }
    }
    return true;
  }

  /** Whether the text is an id of ours: 1–64 characters of A–Z, a–z, 0–9, dot, _ and hyphen. */
  public static boolean isId(String text) {
    // by hand: an edge makes several of these records for each check
    if (text.isEmpty() || text.length() > ID_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean other = (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
      if (!letter && !other) {
        return false;
      }
    }
    return true;
  }

  static String id(String field, String value) {
    return check(isId(value), field, value);
  }

  static String connector(String field, String value) {
    return check(isConnector(value), field, value);
  }

  static String account(String field, String value) {
    return check(isAccount(value), field, value);
  }

  static long version(long value) {
    if (value < 1) {
      throw new IllegalArgumentException("version must be at least 1, not " + value);
    }
    return value;
  }

  /** Cuts to the millisecond, the format's resolution. */
  static Instant time(String field, Instant value) {
    if (value.isBefore(FIRST) || value.isAfter(LAST)) {
      throw new IllegalArgumentException(field + " must lie in the years 1 to 9999");
    }
    return value.truncatedTo(ChronoUnit.MILLIS);
  }

  static @Nullable Instant optionalTime(String field, @Nullable Instant value) {
    return value == null ? null : time(field, value);
  }

  private static String check(boolean holds, String field, String value) {
    if (!holds) {
      throw new IllegalArgumentException(
          field + " is malformed (" + value.length() + " characters)");
    }
    return value;
  }
}
