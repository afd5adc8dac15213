package com.bpmcentr.console.api;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.connector.PriceList;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Comparator;
import java.util.List;

/**
 * What a period costs today; a subscription keeps the price of the period that it is in.
 *
 * @param data of each category
 * @param connectors of those that have a price of their own
 */
record Prices(List<Price> data, List<ConnectorPrice> connectors) {

  record Price(
      Category category,
      Interval interval,
      @Schema(example = "15.00") String amount,
      @Schema(example = "USD") String currency) {

    static Price of(Category category, Interval interval, Money price) {
      return new Price(category, interval, price.amountText(), price.currency());
    }
  }

  record ConnectorPrice(
      @Schema(example = "rozetka") String connectorId,
      Interval interval,
      @Schema(example = "15.00") String amount,
      @Schema(example = "USD") String currency) {

    static ConnectorPrice of(String connectorId, Interval interval, Money price) {
      return new ConnectorPrice(connectorId, interval, price.amountText(), price.currency());
    }
  }

  static Prices of(PriceList list) {
    return new Prices(
        list.prices().entrySet().stream()
            .flatMap(
                category ->
                    category.getValue().entrySet().stream()
                        .map(each -> Price.of(category.getKey(), each.getKey(), each.getValue())))
            .sorted(Comparator.comparing(Price::category).thenComparing(Price::interval))
            .toList(),
        list.ofConnectors().entrySet().stream()
            .flatMap(
                connector ->
                    connector.getValue().entrySet().stream()
                        .map(
                            each ->
                                ConnectorPrice.of(
                                    connector.getKey(), each.getKey(), each.getValue())))
            .sorted(
                Comparator.comparing(ConnectorPrice::connectorId)
                    .thenComparing(ConnectorPrice::interval))
            .toList());
  }
}
