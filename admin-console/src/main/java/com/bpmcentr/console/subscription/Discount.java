package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.license.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was agreed with one customer for less than the list's price. A corporate deal is one
 * discount, with one id, over several subscriptions.
 *
 * @param reason why it was given
 * @param endsAt periods that start then or later cost the list's price; absent: no end
 */
public record Discount(UUID id, Kind kind, String reason, @Nullable Instant endsAt) {

  private static final BigDecimal LEAST = new BigDecimal("0.01");

  /** How much less. */
  public sealed interface Kind {}

  /**
   * A part of the price.
   *
   * @param percent above 0 and below 100, two decimals at most
   */
  public record Percent(BigDecimal percent) implements Kind {
    public Percent {
      if (percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(100)) >= 0) {
        throw new IllegalArgumentException("a percentage between 0 and 100");
      }
      percent = percent.setScale(2, RoundingMode.UNNECESSARY);
    }

    @Override
    public String toString() {
      return percent.stripTrailingZeros().toPlainString() + "%";
    }
  }

  /** A price of its own for periods of one length; those of another cost what the list says. */
  public record FixedPrice(Money price, Interval interval) implements Kind {
    public FixedPrice {
      if (price.amount().signum() <= 0) {
        throw new IllegalArgumentException("a price above nothing");
      }
    }

    @Override
    public String toString() {
      return price + " / " + interval.wireName();
    }
  }

  /** What a period that starts then costs; never more than the list's price, never nothing. */
  public Money of(Money listed, Interval interval, Instant from) {
    if (endsAt != null && !from.isBefore(endsAt)) {
      return listed;
    }
    return switch (kind) {
      case Percent(BigDecimal percent) -> {
        BigDecimal left = BigDecimal.valueOf(100).subtract(percent).movePointLeft(2);
        BigDecimal amount = listed.amount().multiply(left).setScale(2, RoundingMode.HALF_UP);
        yield new Money(amount.max(LEAST), listed.currency());
      }
      case FixedPrice(Money price, Interval of)
          when of == interval
              && price.currency().equals(listed.currency())
              && price.amount().compareTo(listed.amount()) < 0 ->
          price;
      case FixedPrice _ -> listed;
    };
  }
}
