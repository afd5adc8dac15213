package com.bpmcentr.console.operation;

import java.util.List;
import java.util.function.Function;

/**
 * The rows asked for.
 *
 * @param total how many rows the filters leave, on all pages together
 */
public record Page<T>(List<T> items, long total) {

  public Page {
    items = List.copyOf(items);
  }

  public <R> Page<R> map(Function<? super T, ? extends R> change) {
    return new Page<>(items.stream().<R>map(change).toList(), total);
  }
}
