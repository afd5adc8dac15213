package com.bpmcentr.console.edge;

import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.ListFields;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.WireName;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;

/** What edges said of themselves, for those who may read it. */
@Service
public final class EdgeService {

  private static final Attempt LIST = Attempt.on("edge", "all", "list");

  private static final Map<String, Function<String, Optional<Predicate<EdgeRow>>>> FILTERS =
      Map.of(
          "state",
          value ->
              several(EdgeState.class, value).map(states -> edge -> states.contains(edge.state())),
          "attention",
          value ->
              several(EdgeConcern.class, value)
                  .map(concerns -> edge -> !Collections.disjoint(concerns, edge.concerns())),
          "region",
          value -> Optional.of(edge -> edge.region().equals(value)));

  public static final ListFields FIELDS =
      new ListFields(FILTERS.keySet().stream().sorted().toList(), List.of());

  private final AuditedOperations operations;
  private final EdgeQuery edges;

  public EdgeService(AuditedOperations operations, EdgeQuery edges) {
    this.operations = operations;
    this.edges = edges;
  }

  /** By id; there are too few to sort. */
  public Result<Page<EdgeRow>> list(Actor actor, ListQuery asked) {
    return operations.read(
        actor,
        READ,
        LIST,
        () -> {
          if (!asked.sort().isEmpty()) {
            return Result.refused(new Refusal.Invalid("sort", InvalidKey.SORT, List.of("-")));
          }
          Predicate<EdgeRow> wanted = edge -> true;
          for (Map.Entry<String, String> filter : asked.filters().entrySet()) {
            Function<String, Optional<Predicate<EdgeRow>>> reader = FILTERS.get(filter.getKey());
            if (reader == null) {
              String known = String.join(", ", FIELDS.filters());
              return Result.refused(
                  new Refusal.Invalid(filter.getKey(), InvalidKey.FILTER, List.of(known)));
            }
            Optional<Predicate<EdgeRow>> condition = reader.apply(filter.getValue());
            if (condition.isEmpty()) {
              return Result.refused(new Refusal.Invalid(filter.getKey(), InvalidKey.FILTER_VALUE));
            }
            wanted = wanted.and(condition.get());
          }
          return Result.done(page(edges.edges().stream().filter(wanted).toList(), asked));
        });
  }

  private static Page<EdgeRow> page(List<EdgeRow> found, ListQuery asked) {
    ListQuery.Cursor cursor = asked.cursor();
    // All were in the first part.
    boolean more = cursor == null || cursor.last() == null;
    return new Page<>(
        more
            ? found.stream()
                .skip(asked.offset())
                .limit(cursor == null ? asked.limit() : found.size())
                .toList()
            : List.of(),
        found.size());
  }

  private static <E extends Enum<E> & WireName> Optional<Set<E>> several(
      Class<E> type, String value) {
    Set<E> chosen = EnumSet.noneOf(type);
    for (String name : value.split(",", -1)) {
      Optional<E> one = WireName.find(type, name);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      chosen.add(one.get());
    }
    return Optional.of(chosen);
  }

  /** Which edges have applied the position, and which others may answer without it. */
  public Result<Receipts> receipts(Actor actor, FeedPosition position) {
    return operations.read(
        actor,
        READ,
        Attempt.on("receipt", position, "get"),
        () -> Result.done(edges.receipts(position)));
  }
}
