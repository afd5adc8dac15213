package com.bpmcentr.console.price;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.license.Interval;
import java.time.Instant;
import java.util.List;

/**
 * What a price would do to the subscriptions that renew.
 *
 * @param rows none: nobody would pay anything else
 */
public record PricePreview(List<Row> rows) {

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

  /** How many subscriptions in all. */
  public long subscriptions() {
    return rows.stream().mapToLong(Row::subscriptions).sum();
  }
}
