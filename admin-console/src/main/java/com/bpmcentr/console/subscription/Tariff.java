package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.connector.PriceList;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the next period costs, by the month and by the year.
 *
 * @param listed what one that begins today costs, where that is something else: a renewal costs
 *     what was announced in time
 */
public record Tariff(Category category, Map<Interval, Money> prices, @Nullable Tariff listed) {

  public Tariff {
    prices = Map.copyOf(prices);
  }

  Tariff(Category category, Map<Interval, Money> prices) {
    this(category, prices, null);
  }

  /** As the list has it. */
  static Tariff of(PriceList list, String connectorId, Category category) {
    return new Tariff(
        category,
        Map.of(
            Interval.MONTH, list.of(connectorId, category, Interval.MONTH),
            Interval.YEAR, list.of(connectorId, category, Interval.YEAR)));
  }

  /** The lower price of each length, of the same currency. */
  Tariff orLower(Tariff other) {
    Map<Interval, Money> lower = new EnumMap<>(prices);
    other.prices.forEach(
        (interval, price) ->
            lower.computeIfPresent(
                interval,
                (_, present) ->
                    price.currency().equals(present.currency())
                            && price.amount().compareTo(present.amount()) < 0
                        ? price
                        : present));
    return new Tariff(category, lower, listed);
  }

  Tariff today() {
    return listed == null ? this : listed;
  }

  Money price(Interval interval) {
    Money price = prices.get(interval);
    if (price == null) {
      throw new IllegalStateException("no price by the " + interval);
    }
    return price;
  }

  Offer offer(Interval interval) {
    return new Offer(category, price(interval));
  }
}
