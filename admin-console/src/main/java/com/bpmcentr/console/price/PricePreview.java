package com.bpmcentr.console.price;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.license.Interval;
import java.time.Instant;
import java.util.List;

/**
 * What a price would do to the subscriptions that are there.
 *
 * @param rows those that renew; none: no renewal would cost anything else
 * @param beginning how many would pay it with their next payment, whatever they were told: trials,
 *     starts to come, and what is paid after its grace
 */
public record PricePreview(List<Row> rows, long beginning) {

  /** Of more nobody sets a price at once by habit: their number has to be typed. */
  private static final int MANY = 100;

  /**
   * Those that pay the same today and would pay the same then, each after its own discount.
   *
   * @param present what a renewal costs by today's list
   * @param first when the first of them would renew at the price, told in time
   */
  public record Row(
      Interval interval, Money present, Money coming, long subscriptions, Instant first) {}

  public PricePreview {
    rows = List.copyOf(rows);
  }

  /** How many subscriptions renew at it. */
  public long subscriptions() {
    return rows.stream().mapToLong(Row::subscriptions).sum();
  }

  /** How many would pay it sooner or later. */
  public long payers() {
    return subscriptions() + beginning;
  }

  public boolean isOfMany() {
    return payers() > MANY;
  }
}
