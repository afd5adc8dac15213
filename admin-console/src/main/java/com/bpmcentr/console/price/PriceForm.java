package com.bpmcentr.console.price;

import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.license.Category;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A price to be set, as it was typed. The currency is the list's.
 *
 * @param category this or the connector
 * @param connectorId of one connector alone
 * @param month what a month costs
 * @param year what a year costs
 * @param validFrom absent: from now on
 * @param reason must be given to set it
 */
public record PriceForm(
    @Nullable Category category,
    @Nullable String connectorId,
    String month,
    String year,
    @Nullable Instant validFrom,
    @Nullable String reason) {

  /** Further ahead it is a mistake in the date. */
  static final Duration LONGEST_AHEAD = Duration.ofDays(730);

  public PriceForm {
    month = month.strip();
    year = year.strip();
    validFrom = validFrom == null ? null : validFrom.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The first field that is not what it must be, the reason aside. */
  Optional<Invalid> problem(Instant now) {
    if (category == null && connectorId == null) {
      return Optional.of(new Invalid("category", InvalidKey.REQUIRED));
    }
    if (category != null && connectorId != null) {
      return Optional.of(new Invalid("connectorId", InvalidKey.UNKNOWN_FIELD));
    }
    if (category == Category.FREE) {
      return Optional.of(new Invalid("category", InvalidKey.CONNECTOR_FREE));
    }
    return amount("month", month)
        .or(() -> amount("year", year))
        .or(
            () ->
                validFrom == null
                    ? Optional.empty()
                    : FieldRules.time("validFrom", validFrom, now, now.plus(LONGEST_AHEAD)));
  }

  Instant from(Instant now) {
    return validFrom == null ? now : validFrom;
  }

  private static Optional<Invalid> amount(String field, String value) {
    return value.matches("[0-9]{1,7}([.][0-9]{1,2})?") && new BigDecimal(value).signum() > 0
        ? Optional.empty()
        : Optional.of(new Invalid(field, InvalidKey.PRICE));
  }
}
