package com.bpmcentr.console.connector;

import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.WireName;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A price that holds from a time on, for all connectors of a category or for one connector alone.
 *
 * @param category this or the connector
 * @param prices of a month and of a year; none: from then on the connector has its category's again
 * @param validFrom not before {@code enteredAt}
 * @param enteredBy who, by name
 * @param withdrawal present: it was taken back before anybody was asked for it
 */
public record PriceChange(
    UUID id,
    @Nullable Category category,
    @Nullable String connectorId,
    Map<Interval, Money> prices,
    Instant validFrom,
    Instant enteredAt,
    String enteredBy,
    String reason,
    @Nullable Withdrawal withdrawal) {

  /** Taken back before it held, or before anybody was asked for it. */
  public record Withdrawal(Instant at, String by, String reason) {}

  /** Where it stands, as the clock goes. */
  public enum State implements WireName {
    /** It will hold. */
    COMING,
    /** It holds now. */
    PRESENT,
    /** Another holds in its place. */
    PAST,
    WITHDRAWN
  }

  public PriceChange {
    prices = Map.copyOf(prices);
    if ((category == null) == (connectorId == null)) {
      throw new IllegalArgumentException("of a category or of a connector");
    }
    if (category != null && prices.isEmpty()) {
      throw new IllegalArgumentException("a category has prices");
    }
  }

  /** Whether the connector's own price ends with it. */
  public boolean followsCategory() {
    return prices.isEmpty();
  }

  /** Of one period of that length. */
  public Money price(Interval interval) {
    Money price = prices.get(interval);
    if (price == null) {
      throw new IllegalStateException("no price by the " + interval);
    }
    return price;
  }

  /** Whether the other is about the same category or connector. */
  public boolean sameSubject(PriceChange other) {
    return category == other.category
        && (connectorId == null
            ? other.connectorId == null
            : connectorId.equals(other.connectorId));
  }

  /** For the audit log. */
  public Facts facts() {
    return Facts.NONE
        .with("category", category)
        .with("connectorId", connectorId)
        .with("month", prices.get(Interval.MONTH))
        .with("year", prices.get(Interval.YEAR))
        .with("asCategory", followsCategory() ? true : null)
        .with("validFrom", validFrom)
        .with("withdrawnAt", withdrawal == null ? null : withdrawal.at());
  }
}
