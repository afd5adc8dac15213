package com.bpmcentr.console.usage;

import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.PgFilter;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.console.operation.SortOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How much of the hours a list would read. Indexes lead to them by key and by time alone, and among
 * a million customers there are hundreds of millions: one by calls, or of an account that nobody
 * has, would go through them all.
 */
final class UsageWidth {

  /** One of these leads to the few rows of some keys. */
  private static final Set<String> NARROW = Set.of("customerId", "subscriptionId", "apiKeyId");

  /** In the order of the hours, which the primary key has. */
  private static final Set<String> IN_ORDER = Set.of("from", "until");

  /** A day, also the one of 25 hours. */
  private static final Duration MOST = Duration.ofHours(25);

  private UsageWidth() {}

  /** What of the query asks for too much; only of its beginning, where it is read in parts. */
  static Optional<Invalid> problem(ListQuery query, Instant now) {
    boolean goesOn = query.cursor() != null && query.cursor().last() != null;
    if (goesOn || isNarrow(query.filters(), now)) {
      return Optional.empty();
    }
    return Stream.concat(
            query.sort().stream()
                .map(SortOrder::field)
                .filter(field -> field.equals("calls"))
                .map(_ -> "sort"),
            UsageQuery.HOURS.fields().filters().stream()
                .filter(field -> query.filters().containsKey(field) && !IN_ORDER.contains(field)))
        .findFirst()
        .map(field -> new Invalid(field, InvalidKey.USAGE_WIDE));
  }

  private static boolean isNarrow(Map<String, String> filters, Instant now) {
    if (NARROW.stream().anyMatch(filters::containsKey)) {
      return true;
    }
    Optional<Instant> from = time(filters, "from");
    Instant until = time(filters, "until").filter(end -> end.isBefore(now)).orElse(now);
    return from.isPresent() && !from.get().isBefore(until.minus(MOST));
  }

  private static Optional<Instant> time(Map<String, String> filters, String field) {
    return Optional.ofNullable(filters.get(field)).flatMap(PgFilter::timeOf);
  }
}
