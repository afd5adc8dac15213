package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.license.Interval;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A discount to be given, as it was typed.
 *
 * @param percent this or the price
 * @param price of one period of the length that the subscription has
 * @param reason must be given
 * @param endsAt absent: no end
 */
public record DiscountForm(
    @Nullable String percent,
    @Nullable String price,
    @Nullable String reason,
    @Nullable Instant endsAt) {

  private static final Duration LONGEST = Duration.ofDays(3650);

  /** Beyond it the database has no times. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  public DiscountForm {
    percent = percent == null || percent.isBlank() ? null : percent.strip();
    price = price == null || price.isBlank() ? null : price.strip();
    endsAt = endsAt == null ? null : endsAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The first field that is not what it must be. */
  public Optional<Invalid> problem(Instant now) {
    return problem()
        .or(
            () ->
                endsAt == null
                    ? Optional.empty()
                    : FieldRules.time("endsAt", endsAt, now, now.plus(LONGEST)));
  }

  /** As {@link #problem(Instant)}, whenever it ends or ended. */
  public Optional<Invalid> problem() {
    if ((percent == null) == (price == null)) {
      return Optional.of(new Invalid("percent", InvalidKey.PERCENT_OR_PRICE));
    }
    if (percent != null && !isNumber(percent, "[0-9]{1,2}")) {
      return Optional.of(new Invalid("percent", InvalidKey.PERCENT));
    }
    if (price != null && !isNumber(price, "[0-9]{1,7}")) {
      return Optional.of(new Invalid("price", InvalidKey.PRICE));
    }
    return FieldRules.reason("reason", reason)
        .or(
            () ->
                endsAt == null
                    ? Optional.empty()
                    : FieldRules.time("endsAt", endsAt, Instant.EPOCH, LAST));
  }

  /** A price is of periods of one length: twelve a month is no price of a year. */
  boolean isOfOneInterval() {
    return price != null;
  }

  /** The discount, after {@link #problem} found nothing. */
  public Discount of(UUID id, Interval interval, String currency) {
    Discount.Kind kind =
        percent == null
            ? new Discount.FixedPrice(
                new Money(new BigDecimal(String.valueOf(price)), currency), interval)
            : new Discount.Percent(new BigDecimal(percent));
    return new Discount(id, kind, String.valueOf(reason).strip(), endsAt);
  }

  private static boolean isNumber(String text, String whole) {
    return text.matches(whole + "([.][0-9]{1,2})?") && new BigDecimal(text).signum() > 0;
  }
}
