package com.bpmcentr.console.api;

import com.bpmcentr.console.price.PriceRow;
import java.util.List;

/** All that was ever set, what holds last first: a few in a year, so that there are no pages. */
record PriceChanges(List<PriceChangeJson> data) {

  static PriceChanges of(List<PriceRow> rows) {
    return new PriceChanges(rows.stream().map(PriceChangeJson::of).toList());
  }
}
