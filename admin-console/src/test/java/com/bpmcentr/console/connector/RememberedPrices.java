package com.bpmcentr.console.connector;

import com.bpmcentr.console.connector.PriceChange.Withdrawal;
import com.bpmcentr.console.connector.PriceHistory.CategoryChange;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The prices of one category, in memory. */
public final class RememberedPrices extends PriceRepository {

  private final Category category;
  private final Map<Interval, Money> first;
  private final List<PriceChange> changes = new ArrayList<>();

  public RememberedPrices(Category category, Map<Interval, Money> first) {
    super(null);
    this.category = category;
    this.first = first;
  }

  /** Nothing, where another holds from the same time on. */
  public void set(Map<Interval, Money> prices, Instant validFrom, Instant now) {
    if (changes.stream().noneMatch(other -> other.validFrom().equals(validFrom))) {
      changes.add(
          new PriceChange(
              UUID.randomUUID(), category, null, prices, validFrom, now, "test", "why", null));
    }
  }

  /** The last of those that do not hold yet, if there is one. */
  public boolean withdrawOne(Instant now) {
    Optional<PriceChange> coming =
        changes.reversed().stream()
            .filter(change -> change.withdrawal() == null && change.validFrom().isAfter(now))
            .findFirst();
    coming.ifPresent(
        change ->
            changes.set(
                changes.indexOf(change),
                new PriceChange(
                    change.id(),
                    category,
                    null,
                    change.prices(),
                    change.validFrom(),
                    change.enteredAt(),
                    "test",
                    "why",
                    new Withdrawal(now, "test", "changed our mind"))));
    return coming.isPresent();
  }

  @Override
  public PriceHistory history() {
    return new PriceHistory(
        new PriceList(Map.of(category, first)), changes, List.<CategoryChange>of());
  }
}
