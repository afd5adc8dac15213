package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.connector.PriceList;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;

/** What a connector costs today, by the month and by the year. */
public record Tariff(Category category, PriceList prices) {

  Money price(Interval interval) {
    return prices.of(category, interval);
  }

  Offer offer(Interval interval) {
    return new Offer(category, price(interval));
  }
}
