package com.bpmcentr.console.bulk;

import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the rules say of each of many things, and what there is to save of them.
 *
 * @param results one for each id
 * @param changed as the things are afterwards
 */
public record Decided<T>(Map<UUID, BulkResult> results, List<T> changed) {

  /** Of one thing: as it is afterwards, and what is told of it. */
  public record Change<T>(T after, BulkResult.Changed told) {}

  /**
   * Decides on each; an id of nothing that was found is {@link Refusal.NotFound}.
   *
   * @param type as the audit log names it
   */
  public static <B, T> Decided<T> of(
      String type,
      List<UUID> ids,
      List<B> found,
      Function<B, UUID> id,
      Function<B, Result<Change<T>>> rule) {
    Map<UUID, B> present = found.stream().collect(Collectors.toMap(id, Function.identity()));
    Map<UUID, BulkResult> results = new HashMap<>();
    List<T> changed = new ArrayList<>();
    for (UUID each : ids) {
      Optional<B> before = Optional.ofNullable(present.get(each));
      switch (Result.found(before, type, each).flatMap(rule)) {
        case Result.Refused<Change<T>>(Refusal refusal) ->
            results.put(each, new BulkResult.Unchanged(refusal));
        case Result.Done<Change<T>>(Change<T>(T after, BulkResult.Changed told), _) -> {
          changed.add(after);
          results.put(each, told);
        }
      }
    }
    return new Decided<>(results, changed);
  }
}
