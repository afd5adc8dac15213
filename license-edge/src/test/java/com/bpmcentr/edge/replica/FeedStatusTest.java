package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.FakeTime;
import java.time.Duration;
import java.time.Instant;
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
}
