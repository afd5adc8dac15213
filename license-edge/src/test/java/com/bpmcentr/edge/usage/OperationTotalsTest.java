package com.bpmcentr.edge.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionCode;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OperationTotalsTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final long OF_OTHERS = 2_500;
  private static final UUID SUBSCRIPTION = UUID.nameUUIDFromBytes("s".getBytes(UTF_8));
  private static final Decision OPERATION = CountedChecks.decision("key", "1", "s");

  private final OperationTotals totals =
      new OperationTotals(month -> Future.succeededFuture(OF_OTHERS), InstantSource.fixed(NOW));

  private static UsageBatch batch(long operations) {
    UsageBatch batch = new UsageBatch("e1", UUID.randomUUID(), 1);
    batch.add(
        new UsageKey(
            (int) (NOW.toEpochMilli() / 3_600_000),
            UUID.randomUUID(),
            SUBSCRIPTION,
            false,
            "rozetka",
            "1",
            DecisionCode.VALID,
            "createOrder"),
        operations,
        null);
    return batch;
  }

  private static MonthTotal total(long operations) {
    return new MonthTotal(MonthTotal.Month.of(SUBSCRIPTION, NOW.toEpochMilli(), false), operations);
  }

  @Test
  void countOne_whileBatchesAreCounted_neitherLosesNorDoublesOne() {
    int operations = 50_000;
    AtomicLong reported = new AtomicLong();
    CompletableFuture<Void> counting =
        CompletableFuture.runAsync(
            () -> {
              for (long counted = 0; counted < operations; ) {
                long here = reported.get() - counted;
                if (here > 0) {
                  counted += here;
                  totals.counted(batch(here), List.of(total(OF_OTHERS + counted)));
                }
              }
            },
            Thread.ofPlatform()::start);

    try {
      for (int i = 1; i <= operations; i++) {
        assertThat(totals.countOne(OPERATION).result()).isEqualTo(OF_OTHERS + i);
        reported.set(i);
      }
    } finally {
      // whatever was found, the other thread comes to its end
      reported.set(operations);
      counting.join();
    }
  }

  @Test
  void counted_withAnswerThatSaysNoTotal_isTakenOffWhatIsHere() {
    totals.countOne(OPERATION);

    totals.counted(batch(1), List.of());

    assertThat(totals.countOne(OPERATION).result()).isEqualTo(OF_OTHERS + 1);
  }
}
