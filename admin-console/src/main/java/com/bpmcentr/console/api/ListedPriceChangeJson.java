package com.bpmcentr.console.api;

import com.bpmcentr.console.price.PriceRow;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A price that was set, and what the connector is called whose own it is.
 *
 * @param connector the connector's name; absent: the price is of a category
 */
@Schema(name = "ListedPriceChange")
record ListedPriceChangeJson(@JsonUnwrapped PriceChangeJson price, @Nullable String connector) {

  static ListedPriceChangeJson of(PriceRow row) {
    return new ListedPriceChangeJson(PriceChangeJson.of(row), row.connectorName());
  }
}
