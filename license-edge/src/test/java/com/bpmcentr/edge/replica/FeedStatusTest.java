package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FeedStatusTest {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private final FakeTime time = new FakeTime(START);
  private final FeedStatus status = new FeedStatus(time);

  @Test
  void isRaised_never_isNot() {
    assertThat(status.isRaised(FeedAlarm.DISK_BEHIND)).isFalse();
  }

  @Test
  void isRaised_lastRaisedTenMinutesAgo_isOver() {
    status.raise(FeedAlarm.DISK_BEHIND, "once");
    time.pass(Duration.ofMinutes(9));
    status.raise(FeedAlarm.DISK_BEHIND, "again");

    time.pass(Duration.ofMinutes(10).minusMillis(1));
    assertThat(status.isRaised(FeedAlarm.DISK_BEHIND)).isTrue();
    assertThat(status.isRaised(FeedAlarm.DISK_DAMAGED)).isFalse();

    time.pass(Duration.ofMillis(1));
    assertThat(status.isRaised(FeedAlarm.DISK_BEHIND)).isFalse();
  }

  @Test
  void isRaised_clockWasAheadAndIsSet_isOver() {
    status.raise(FeedAlarm.CLOCK_AHEAD, "an hour");

    time.setWall(START.minus(Duration.ofHours(1)));

    assertThat(status.isRaised(FeedAlarm.CLOCK_AHEAD)).isFalse();
  }

  @Test
  void isRaised_pepperMissing_lastsUntilTheNextStart() {
    status.raise(FeedAlarm.PEPPER_MISSING, "p2");

    time.pass(Duration.ofDays(3));

    assertThat(status.isRaised(FeedAlarm.PEPPER_MISSING)).isTrue();
  }

  /** Else a log that nobody reads would keep health and metrics from answering. */
  @Test
  void isRaised_whileAnAlarmIsBeingToldOf_answers() throws Exception {
    CountDownLatch raising = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicReference<Thread> raiser = new AtomicReference<>();
    FeedStatus slow =
        new FeedStatus(
            () -> {
              if (Thread.currentThread() == raiser.get()) {
                raising.countDown();
                awaitOpen(goOn);
              }
              return START;
            });
    raiser.set(Thread.ofPlatform().unstarted(() -> slow.raise(FeedAlarm.DISK_BEHIND, "slowly")));
    raiser.get().start();
    raising.await();

    CompletableFuture<Boolean> asked =
        CompletableFuture.supplyAsync(() -> slow.isRaised(FeedAlarm.DISK_BEHIND));

    assertThat(asked.get(20, TimeUnit.SECONDS)).isFalse();
    goOn.countDown();
    raiser.get().join();
    assertThat(slow.isRaised(FeedAlarm.DISK_BEHIND)).isTrue();
  }

  private static void awaitOpen(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
