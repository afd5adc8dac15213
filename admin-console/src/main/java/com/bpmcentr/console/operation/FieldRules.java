package com.bpmcentr.console.operation;

import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.console.secret.SecretPrefix;
import com.bpmcentr.license.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the fields of requests must be. Each rule answers what is wrong, or empty. */
public final class FieldRules {

  public static final int LINE_LENGTH = 200;
  public static final int REASON_LENGTH = 500;

  private static final int EMAIL_LENGTH = 254;
  private static final int EMAIL_LOCAL_LENGTH = 64;

  /** Dot-atom of RFC 5322 before the @, host name of RFC 1123 with at least one dot after it. */
  private static final Pattern EMAIL =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++)*+"
              + "@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+"
              + "[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])");

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  /** Joiners are format characters too, but Persian, Hindi and emoji are written with them. */
  private static final String JOINERS = "\u200C\u200D";

  private FieldRules() {}

  /** One line of text that people read, such as a name. */
  public static Optional<Invalid> line(String field, String value) {
    return required(field, value).or(() -> text(field, value, LINE_LENGTH));
  }

  public static Optional<Invalid> optionalLine(String field, @Nullable String value) {
    return value == null ? Optional.empty() : text(field, value, LINE_LENGTH);
  }

  public static Optional<Invalid> reason(String field, @Nullable String value) {
    return required(field, value).or(() -> optionalReason(field, value));
  }

  public static Optional<Invalid> optionalReason(String field, @Nullable String value) {
    return value == null ? Optional.empty() : text(field, value, REASON_LENGTH);
  }

  public static Optional<Invalid> email(String field, String value) {
    return required(field, value)
        .or(() -> text(field, value, EMAIL_LENGTH))
        .or(
            () ->
                invalidUnless(
                    value.indexOf('@') <= EMAIL_LOCAL_LENGTH && EMAIL.matcher(value).matches(),
                    field,
                    InvalidKey.EMAIL));
  }

  /** Two capital letters of ISO 3166. */
  public static Optional<Invalid> country(String field, String value) {
    return invalidUnless(COUNTRIES.contains(value), field, InvalidKey.COUNTRY);
  }

  public static Optional<Invalid> account(String field, String value) {
    return invalidUnless(Limits.isAccount(value), field, InvalidKey.ACCOUNT);
  }

  public static Optional<Invalid> slug(String field, String value) {
    return invalidUnless(Limits.isConnector(value), field, InvalidKey.SLUG);
  }

  /** From the first to the last instant, both included. */
  public static Optional<Invalid> time(String field, Instant value, Instant first, Instant last) {
    boolean within = !value.isBefore(first) && !value.isAfter(last);
    return within
        ? Optional.empty()
        : Optional.of(
            new Invalid(field, InvalidKey.TIME_RANGE, List.of(first.toString(), last.toString())));
  }

  /** From nothing to the longest, both included. */
  public static Optional<Invalid> seconds(String field, Duration value, Duration longest) {
    return seconds(field, value, Duration.ZERO, longest);
  }

  /** From the shortest to the longest, both included. */
  public static Optional<Invalid> seconds(
      String field, Duration value, Duration shortest, Duration longest) {
    boolean within = value.compareTo(shortest) >= 0 && value.compareTo(longest) <= 0;
    return within
        ? Optional.empty()
        : Optional.of(
            new Invalid(
                field,
                InvalidKey.SECONDS_RANGE,
                List.of(shortest.toSeconds(), longest.toSeconds())));
  }

  private static Optional<Invalid> required(String field, @Nullable String value) {
    return invalidUnless(value != null && !value.isBlank(), field, InvalidKey.REQUIRED);
  }

  private static Optional<Invalid> text(String field, String value, int most) {
    if (value.codePointCount(0, value.length()) > most) {
      return Optional.of(new Invalid(field, InvalidKey.TOO_LONG, List.of(most)));
    }
    return invalidUnless(
            value.codePoints().allMatch(FieldRules::isReadable), field, InvalidKey.CHARACTERS)
        .or(() -> invalidUnless(!SecretPrefix.isExceededIn(value), field, InvalidKey.SECRET));
  }

  private static boolean isReadable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.FORMAT -> JOINERS.indexOf(codePoint) >= 0;
      default -> true;
    };
  }

  private static Optional<Invalid> invalidUnless(boolean holds, String field, String key) {
    return holds ? Optional.empty() : Optional.of(new Invalid(field, key));
  }
}
