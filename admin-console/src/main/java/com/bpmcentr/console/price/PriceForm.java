package com.bpmcentr.console.price;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A price to be set, as it was typed. The currency is the list's.
 *
 * @param category this or the connector
 * @param connectorId of one connector alone
 * @param asCategory of a connector: its own price ends, so that it costs what its category does
 * @param month what a month costs; absent where it is to cost what its category does
 * @param year what a year costs; absent likewise
 * @param validFrom absent: from now on
 * @param reason must be given to set it
 */
public record PriceForm(
    @Nullable Category category,
    @Nullable String connectorId,
    boolean asCategory,
    @Nullable String month,
    @Nullable String year,
    @Nullable Instant validFrom,
    @Nullable String reason) {

  /** Further ahead it is a mistake in the date. */
  static final Duration LONGEST_AHEAD = Duration.ofDays(730);

  public PriceForm {
    month = month == null ? null : month.strip();
    year = year == null ? null : year.strip();
    validFrom = validFrom == null ? null : validFrom.truncatedTo(ChronoUnit.MILLIS);
  }

  /** A price that is given. */
  public static PriceForm of(
      @Nullable Category category,
      @Nullable String connectorId,
      String month,
      String year,
      @Nullable Instant validFrom,
      @Nullable String reason) {
    return new PriceForm(category, connectorId, false, month, year, validFrom, reason);
  }

  /** The end of a connector's own price. */
  public static PriceForm asCategory(
      String connectorId, @Nullable Instant validFrom, @Nullable String reason) {
    return new PriceForm(null, connectorId, true, null, null, validFrom, reason);
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
    return amounts()
        .or(
            () ->
                validFrom == null
                    ? Optional.empty()
                    : FieldRules.time("validFrom", validFrom, now, now.plus(LONGEST_AHEAD)));
  }

  Instant from(Instant now) {
    return validFrom == null ? now : validFrom;
  }

  /** What one period costs, in a currency. */
  Money price(Interval interval, String currency) {
    String amount = interval == Interval.MONTH ? month : year;
    return new Money(new BigDecimal(Objects.requireNonNull(amount)), currency);
  }

  private Optional<Invalid> amounts() {
    if (!asCategory) {
      return amount("month", month).or(() -> amount("year", year));
    }
    if (connectorId == null) {
      return Optional.of(new Invalid("connectorId", InvalidKey.REQUIRED));
    }
    return month == null && year == null
        ? Optional.empty()
        : Optional.of(new Invalid(month == null ? "year" : "month", InvalidKey.UNKNOWN_FIELD));
  }

  private static Optional<Invalid> amount(String field, @Nullable String value) {
    if (value == null) {
      return Optional.of(new Invalid(field, InvalidKey.REQUIRED));
    }
    return value.matches("[0-9]{1,7}([.][0-9]{1,2})?") && new BigDecimal(value).signum() > 0
        ? Optional.empty()
        : Optional.of(new Invalid(field, InvalidKey.PRICE));
  }
}
