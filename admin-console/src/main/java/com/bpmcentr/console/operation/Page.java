package com.bpmcentr.console.operation;

import java.util.List;
import java.util.function.Function;

/**
 * The rows asked for.
 *
 * @param total how many rows the filters leave, on all pages together
 * @param counted whether that is their number; else about it, since counting takes too long, or
 *     only how far was read, where the number was not asked for
 */
public record Page<T>(List<T> items, long total, boolean counted) {

  public Page {
    items = List.copyOf(items);
  }

  /** With all rows counted. */
  public Page(List<T> items, long total) {
    this(items, total, true);
  }

  public <R> Page<R> map(Function<? super T, ? extends R> change) {
    return new Page<>(items.stream().<R>map(change).toList(), total, counted);
  }
}
