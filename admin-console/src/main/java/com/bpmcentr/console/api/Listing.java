package com.bpmcentr.console.api;

import com.bpmcentr.console.operation.Page;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list. */
record Listing<V>(List<V> data, Meta meta) {

  /**
   * Where the page stands.
   *
   * @param totalItems how many the filters leave, on all pages together
   * @param estimated true where they are too many to be counted for each page, and that is about
   *     their number; absent where they were counted
   */
  record Meta(
      int page,
      int limit,
      long totalItems,
      long totalPages,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean estimated) {}

  static <T, V> Listing<V> of(ListParameters parameters, Page<T> page, Function<T, V> view) {
    int limit = parameters.query().limit();
    return new Listing<>(
        page.map(view).items(),
        new Meta(
            parameters.page(),
            limit,
            page.total(),
            Math.ceilDiv(page.total(), (long) limit),
            page.counted() ? null : true));
  }
}
