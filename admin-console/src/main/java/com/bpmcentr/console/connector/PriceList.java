package com.bpmcentr.console.connector;

import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import java.util.Map;

/** What a period costs, by category and interval. */
public record PriceList(Map<Category, Map<Interval, Money>> prices) {

  public PriceList {
    prices = Map.copyOf(prices);
  }

  /**
   * The price of one period.
   *
   * @throws IllegalStateException when the list has none: the catalogue was never loaded
   */
  public Money of(Category category, Interval interval) {
    Money price = prices.getOrDefault(category, Map.of()).get(interval);
    if (price == null) {
      throw new IllegalStateException("no price for " + category + " by the " + interval);
    }
    return price;
  }
}
