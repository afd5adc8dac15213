package com.bpmcentr.console.api;

import com.bpmcentr.console.operation.Page;
import java.util.List;
import java.util.function.Function;

/** One page of a list. */
record Listing<V>(List<V> data, Meta meta) {

  /**
   * Where the page stands.
   *
   * @param totalItems how many the filters leave, on all pages together
   */
  record Meta(int page, int limit, long totalItems, long totalPages) {}

  static <T, V> Listing<V> of(ListParameters parameters, Page<T> page, Function<T, V> view) {
    int limit = parameters.query().limit();
    return new Listing<>(
        page.map(view).items(),
        new Meta(parameters.page(), limit, page.total(), Math.ceilDiv(page.total(), (long) limit)));
  }
}
