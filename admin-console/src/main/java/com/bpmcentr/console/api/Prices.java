package com.bpmcentr.console.api;

import com.bpmcentr.console.connector.PriceList;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Comparator;
import java.util.List;

/** What a period costs today; a subscription keeps the price of the period that it is in. */
record Prices(List<Price> data) {

  record Price(
      Category category,
      Interval interval,
      @Schema(example = "15.00") String amount,
      @Schema(example = "USD") String currency) {}

  static Prices of(PriceList list) {
    return new Prices(
        list.prices().entrySet().stream()
            .flatMap(
                category ->
                    category.getValue().entrySet().stream()
                        .map(
                            interval ->
                                new Price(
                                    category.getKey(),
                                    interval.getKey(),
                                    interval.getValue().amountText(),
                                    interval.getValue().currency())))
            .sorted(Comparator.comparing(Price::category).thenComparing(Price::interval))
            .toList());
  }
}
