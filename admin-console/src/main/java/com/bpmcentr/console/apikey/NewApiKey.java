package com.bpmcentr.console.apikey;

import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.license.Environment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key to be made.
 *
 * @param notAfter when it shall stop; absent: never
 */
public record NewApiKey(String name, Environment environment, @Nullable Instant notAfter) {

  static final Duration LONGEST_LIFE = Duration.ofDays(3650);

  public NewApiKey {
    name = name.strip();
    notAfter = notAfter == null ? null : notAfter.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The first field that is not what it must be. */
  Optional<Invalid> problem(Instant now) {
    return FieldRules.line("name", name)
        .or(
            () ->
                notAfter == null
                    ? Optional.empty()
                    : FieldRules.time("notAfter", notAfter, now, now.plus(LONGEST_LIFE)));
  }
}
