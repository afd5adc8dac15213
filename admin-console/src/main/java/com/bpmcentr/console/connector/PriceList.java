package com.bpmcentr.console.connector;

import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a period costs at one moment, by category and interval.
 *
 * @param ofConnectors those that have a price of their own, by id
 */
public record PriceList(
    Map<Category, Map<Interval, Money>> prices, Map<String, Map<Interval, Money>> ofConnectors) {

  public PriceList {
    prices = Map.copyOf(prices);
    ofConnectors = Map.copyOf(ofConnectors);
  }

  public PriceList(Map<Category, Map<Interval, Money>> prices) {
    this(prices, Map.of());
  }

  /**
   * The price of one period of a category.
   *
   * @throws IllegalStateException when the list has none: the catalogue was never loaded
   */
  public Money of(Category category, Interval interval) {
    return price(prices.get(category), category, interval);
  }

  /** The price of one period of a connector of that category: its own, or its category's. */
  public Money of(String connectorId, Category category, Interval interval) {
    Map<Interval, Money> own = category == Category.FREE ? null : ofConnectors.get(connectorId);
    return own == null ? of(category, interval) : price(own, category, interval);
  }

  private static Money price(
      @Nullable Map<Interval, Money> prices, Category category, Interval interval) {
    Money price = prices == null ? null : prices.get(interval);
    if (price == null) {
      throw new IllegalStateException("no price for " + category + " by the " + interval);
    }
    return price;
  }
}
