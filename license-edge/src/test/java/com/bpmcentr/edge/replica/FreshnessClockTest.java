package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.FakeTime;
import com.bpmcentr.edge.TestPublisher;
import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Freshness;
import com.bpmcentr.license.Hash;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FreshnessClockTest {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private final FakeTime time = new FakeTime(START);
  private final FreshnessClock clock = new FreshnessClock(time, time);

  private static Checkpoint issuedAt(Instant instant) {
    return TestPublisher.checkpoint(new FeedPosition(1, 1), Hash.ZERO, Hash.ZERO, instant);
  }

  private Duration age() {
    return clock.freshness().age();
  }

  @Test
  void freshness_nothingAccepted_pastItsEnd() {
    assertThat(clock.freshness().pastHardEnd()).isTrue();
  }

  @Test
  void isClockAhead_moreThanAMinuteOfAllThatTellsTheTime() {
    clock.saw(START.minusSeconds(300));

    assertThat(clock.isClockAhead(START.minusSeconds(60))).isFalse();
    assertThat(clock.isClockAhead(START.minusSeconds(61))).isTrue();
    clock.saw(START.minusSeconds(60));
    assertThat(clock.isClockAhead(START.minusSeconds(61))).as("signed just now").isFalse();
  }

  @Test
  void freshness_timePasses_agesWithIt() {
    clock.accept(issuedAt(START.minusSeconds(2)), false);

    time.pass(Duration.ofSeconds(40));

    assertThat(clock.freshness()).isEqualTo(new Freshness(42_000, false, false));
  }

  @Test
  void freshness_wallClockSetBack_goesOnByTheMonotonicClock() {
    clock.accept(issuedAt(START.minusSeconds(2)), false);

    time.pass(Duration.ofHours(80));
    time.setWall(START);

    assertThat(age()).isEqualTo(Duration.ofHours(80).plusSeconds(2));
  }

  @Test
  void freshness_machineSlept_goesOnByTheWallClock() {
    clock.accept(issuedAt(START), false);

    time.setWall(START.plus(Duration.ofDays(3)));

    assertThat(age()).isEqualTo(Duration.ofDays(3));
  }

  @Test
  void accept_checkpointShownAgain_countsNothing() {
    Checkpoint checkpoint = issuedAt(START);
    clock.accept(checkpoint, false);
    time.pass(Duration.ofMinutes(10));
    time.setWall(START);

    clock.accept(checkpoint, false);

    assertThat(age()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void accept_olderCheckpoint_countsNothing() {
    clock.accept(issuedAt(START), false);

    clock.accept(issuedAt(START.minus(Duration.ofHours(1))), false);

    assertThat(age()).isZero();
  }

  /** The console's clock was ahead, and is right again: what came later says what time it is. */
  @Test
  void accept_laterPositionIssuedEarlier_tellsTheTime() {
    clock.accept(issuedAt(START.plus(Duration.ofHours(24))), false);
    assertThat(clock.isClockBehind()).isTrue();

    clock.accept(issuedAt(START), true);

    assertThat(clock.isClockBehind()).isFalse();
    assertThat(clock.freshness()).isEqualTo(new Freshness(0, false, false));
    assertThat(clock.present(START.toEpochMilli())).isEqualTo(START.toEpochMilli());
  }

  @Test
  void sawOnly_afterWhatABadKeySaid_tellsTheTime() {
    clock.accept(issuedAt(START), false);
    clock.saw(START.plus(Duration.ofDays(30)));

    clock.sawOnly(issuedAt(START));

    assertThat(clock.isClockBehind()).isFalse();
    assertThat(clock.freshness()).isEqualTo(new Freshness(0, false, false));
  }

  @Test
  void accept_issuedALittleAhead_ageIsNotNegative() {
    clock.accept(issuedAt(START.plusSeconds(20)), false);

    assertThat(clock.freshness()).isEqualTo(new Freshness(0, false, false));
  }

  @Test
  void freshness_wallClockFarBehindWhatWasIssued_saysSo() {
    clock.saw(START.plus(Duration.ofSeconds(60)));
    clock.accept(issuedAt(START), false);
    assertThat(clock.freshness().clockBehind()).isFalse();

    clock.saw(START.plus(Duration.ofSeconds(61)));

    assertThat(clock.freshness().clockBehind()).isTrue();
  }

  @Test
  void freshness_wallClockSetRight_saysSoToo() {
    clock.accept(issuedAt(START), false);
    clock.saw(START.plus(Duration.ofHours(1)));
    assertThat(clock.isClockBehind()).isTrue();

    time.setWall(START.plus(Duration.ofHours(1)));

    assertThat(clock.isClockBehind()).isFalse();
  }

  @Test
  void present_wallClockBehindWhatWasIssued_isNotBeforeThat() {
    Instant issued = START.plus(Duration.ofHours(1));
    clock.saw(issued);

    assertThat(clock.present(START.toEpochMilli())).isEqualTo(issued.toEpochMilli());
    assertThat(clock.present(issued.toEpochMilli() + 1)).isEqualTo(issued.toEpochMilli() + 1);
  }

  @Test
  void freshness_atTheHardEnd_past() {
    clock.accept(issuedAt(START), false);

    time.pass(Duration.ofDays(30).minusMillis(1));
    assertThat(clock.freshness().pastHardEnd()).isFalse();
    time.pass(Duration.ofMillis(1));

    assertThat(clock.freshness().pastHardEnd()).isTrue();
  }

  @Test
  void freshness_wallClockSetBackAtTheHardEnd_stillPast() {
    clock.accept(issuedAt(START), false);
    time.pass(Duration.ofDays(31));

    time.setWall(START);

    assertThat(clock.freshness().pastHardEnd()).isTrue();
  }
}
