package com.bpmcentr.console.connector;

import com.bpmcentr.console.connector.PriceChange.State;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What everything cost, costs and will cost, as far as it was entered.
 *
 * @param first what holds until the first change
 * @param changes the withdrawn among them
 * @param categories what connectors' categories were
 */
public record PriceHistory(
    PriceList first, List<PriceChange> changes, List<CategoryChange> categories) {

  private static final Comparator<PriceChange> IN_ORDER =
      Comparator.comparing(PriceChange::validFrom).thenComparing(PriceChange::enteredAt);

  /** Until then the connector was of that category. */
  public record CategoryChange(String connectorId, Instant until, Category category) {}

  public PriceHistory {
    changes = changes.stream().sorted(IN_ORDER).toList();
    categories = categories.stream().sorted(Comparator.comparing(CategoryChange::until)).toList();
  }

  /** What holds at that moment, whoever knew. */
  public PriceList at(Instant moment) {
    return at(moment, moment);
  }

  /**
   * What holds at a moment as far as somebody knew who was told earlier.
   *
   * @param known only what was entered by then
   */
  public PriceList at(Instant moment, Instant known) {
    return list(moment, known, PriceHistory::counts);
  }

  /** As {@link #at(Instant, Instant)}, but for what was withdrawn only after it was known. */
  public PriceList asTold(Instant moment, Instant known) {
    return list(
        moment,
        known,
        change -> change.withdrawal() == null || change.withdrawal().at().isAfter(known));
  }

  private PriceList list(Instant moment, Instant known, Predicate<PriceChange> counts) {
    Map<Category, Map<Interval, Money>> ofCategories = new EnumMap<>(Category.class);
    ofCategories.putAll(first.prices());
    Map<String, Map<Interval, Money>> ofConnectors = new HashMap<>(first.ofConnectors());
    for (PriceChange change : changes) {
      if (counts.test(change)
          && !change.validFrom().isAfter(moment)
          && !change.enteredAt().isAfter(known)) {
        if (change.category() != null) {
          ofCategories.put(change.category(), change.prices());
        } else if (change.followsCategory()) {
          ofConnectors.remove(change.connectorId());
        } else {
          ofConnectors.put(Objects.requireNonNull(change.connectorId()), change.prices());
        }
      }
    }
    return new PriceList(ofCategories, ofConnectors);
  }

  /** The category that the connector had at that moment. */
  public Category category(Connector connector, Instant moment) {
    return categories.stream()
        .filter(was -> was.connectorId().equals(connector.id()) && was.until().isAfter(moment))
        .findFirst()
        .map(CategoryChange::category)
        .orElse(connector.details().category());
  }

  /** When the last of all changes, or withdrawals, came or comes to hold; empty: there is none. */
  public Optional<Instant> newest() {
    return Stream.concat(
            changes.stream()
                .map(
                    change ->
                        change.withdrawal() == null
                            ? change.validFrom()
                            : change.withdrawal().at()),
            categories.stream().map(CategoryChange::until))
        .max(Comparator.naturalOrder());
  }

  /** Where a change stands. */
  public State state(PriceChange change, Instant now) {
    if (!counts(change)) {
      return State.WITHDRAWN;
    }
    if (change.validFrom().isAfter(now)) {
      return State.COMING;
    }
    return change.equals(present(change, now)) ? State.PRESENT : State.PAST;
  }

  private @Nullable PriceChange present(PriceChange like, Instant now) {
    return changes.stream()
        .filter(
            change ->
                counts(change) && change.sameSubject(like) && !change.validFrom().isAfter(now))
        .reduce((_, later) -> later)
        .orElse(null);
  }

  private static boolean counts(PriceChange change) {
    return change.withdrawal() == null;
  }
}
