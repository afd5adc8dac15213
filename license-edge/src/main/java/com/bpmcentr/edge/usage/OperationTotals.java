package com.bpmcentr.edge.usage;

import com.bpmcentr.edge.usage.MonthTotal.Month;
import com.bpmcentr.license.CanonicalUuid;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.HeldGrant;
import com.bpmcentr.license.HeldKey;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How many operations a subscription has used this month: the database's total as this edge last
 * saw it, with all that is counted here and not in that total yet. What other edges count since is
 * missing until their batches and then one of this edge's own come in, normally 10 to 20 s. Without
 * a database a total that was never seen is not known.
 */
public final class OperationTotals {

  /** Subscriptions remembered; one that is forgotten is asked for again. */
  private static final int REMEMBERED = 20_000;

  private final Cache<Month, Total> totals =
      Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();

  private final Function<Month, Future<Long>> database;
  private final InstantSource clock;

  /** Knows no total yet. */
  public OperationTotals(PgUsage database, InstantSource clock) {
    this(database::total, clock);
  }

  /** Asks for totals in another way. */
  OperationTotals(Function<Month, Future<Long>> database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Counts one more operation for the decision's subscription.
   *
   * @return the month's total with it; null when there is no subscription, or the total is not
   *     known. Never fails.
   */
  public Future<@Nullable Long> countOne(Decision decision) {
    HeldGrant grant = decision.grant();
    HeldKey key = decision.key();
    UUID id = grant == null ? null : CanonicalUuid.parse(grant.subscriptionId());
    if (id == null || key == null) {
      return Future.succeededFuture();
    }
    Month month = Month.of(id, clock.millis(), key.isTest());
    Total total = totals.get(month, unseen -> new Total());
    Long known = total.addHere(1);
    return known == null ? total.seen(() -> database.apply(month)) : Future.succeededFuture(known);
  }

  /** An earlier start has left a batch that is still to be counted. */
  void takeOver(UsageBatch batch) {
    for (Map.Entry<UsageKey, Long> row : batch.calls().entrySet()) {
      Month month = month(row.getKey());
      if (month != null) {
        totals.get(month, unseen -> new Total()).addHere(row.getValue());
      }
    }
  }

  /** The database has counted a batch of this edge. */
  void counted(UsageBatch batch, Iterable<MonthTotal> seen) {
    Map<Month, Long> calls = new HashMap<>();
    for (Map.Entry<UsageKey, Long> row : batch.calls().entrySet()) {
      Month month = month(row.getKey());
      if (month != null) {
        calls.merge(month, row.getValue(), Long::sum);
      }
    }
    for (MonthTotal each : seen) {
      Total total = totals.getIfPresent(each.month());
      Long here = calls.remove(each.month());
      if (total != null) {
        total.counted(here == null ? 0 : here, each.operations());
      }
    }
    calls.forEach(
        (month, here) -> {
          Total total = totals.getIfPresent(month);
          if (total != null) {
            total.removeHere(here);
          }
        });
  }

  /** What a row is added up in; null when it is no operation. */
  private static @Nullable Month month(UsageKey key) {
    return key.operation() == null || key.subscriptionId() == null
        ? null
        : Month.of(key.subscriptionId(), key.hour() * 3_600_000L, key.test());
  }
}
