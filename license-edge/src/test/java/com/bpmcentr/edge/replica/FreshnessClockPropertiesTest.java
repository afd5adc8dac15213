package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.FakeTime;
import com.bpmcentr.edge.TestPublisher;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Freshness;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.OnStale;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * Whatever happens to the wall clock and whichever checkpoints are shown in whatever order, the age
 * is never told too low. Time as it really is goes by the monotonic clock from {@link #START} on.
 */
class FreshnessClockPropertiesTest {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final Duration HARD_END = Duration.ofDays(30);

  private FakeTime time = new FakeTime(START);
  private FreshnessClock clock = new FreshnessClock(time, time);

  /** What has been counted and seen, told a second time and simply. */
  private Expectation expected = new Expectation();

  @BeforeTry
  void begin() {
    time = new FakeTime(START);
    clock = new FreshnessClock(time, time);
    expected = new Expectation();
  }

  private static final class Expectation {
    private Instant accepted = Instant.MIN;
    private Instant newestSeen = Instant.MIN;

    /**
     * The latest that the present is known to have been when it was accepted, and when that was.
     */
    private Instant presentThen = Instant.MIN;

    private long nanosThen;
  }

  private sealed interface Step {}

  private record TimePasses(Duration duration) implements Step {}

  /** Somebody sets the wall clock so far from the real time. */
  private record WallClockIsSet(Duration offset) implements Step {}

  /** A checkpoint is accepted that was issued so long ago in truth. */
  private record CheckpointAccepted(Duration issuedBefore) implements Step {}

  /** Any verified document that was issued so long ago in truth. */
  private record DocumentSeen(Duration issuedBefore) implements Step {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return steps(anyOffset());
  }

  @Provide
  Arbitrary<List<Step>> stepsWithTheClockAhead() {
    return steps(millis(0, Duration.ofDays(40)));
  }

  private static Arbitrary<List<Step>> steps(Arbitrary<Duration> offsets) {
    Arbitrary<Duration> shortOrLong =
        Arbitraries.oneOf(
            millis(0, Duration.ofSeconds(10)),
            millis(0, Duration.ofHours(5)),
            millis(0, Duration.ofDays(35)));
    Arbitrary<Step> step =
        Arbitraries.oneOf(
            shortOrLong.map(TimePasses::new),
            offsets.map(WallClockIsSet::new),
            shortOrLong.map(CheckpointAccepted::new),
            millis(0, Duration.ofSeconds(5)).map(CheckpointAccepted::new),
            shortOrLong.map(DocumentSeen::new));
    return step.list().ofMinSize(1).ofMaxSize(30);
  }

  private static Arbitrary<Duration> anyOffset() {
    return Combinators.combine(
            Arbitraries.of(-1, 1),
            Arbitraries.oneOf(millis(0, Duration.ofMinutes(2)), millis(0, Duration.ofDays(40))))
        .as((sign, size) -> size.multipliedBy(sign));
  }

  private static Arbitrary<Duration> millis(long least, Duration most) {
    return Arbitraries.longs().between(least, most.toMillis()).map(Duration::ofMillis);
  }

  private Instant now() {
    return START.plusNanos(time.getAsLong());
  }

  private void take(Step step) {
    switch (step) {
      case TimePasses passing -> time.pass(passing.duration());
      case WallClockIsSet set -> time.setWall(now().plus(set.offset()));
      case DocumentSeen seen -> {
        Instant issuedAt = now().minus(seen.issuedBefore());
        clock.saw(issuedAt);
        expected.newestSeen = later(expected.newestSeen, issuedAt);
      }
      case CheckpointAccepted shown -> {
        Instant issuedAt = now().minus(shown.issuedBefore());
        clock.accept(checkpoint(issuedAt), false);
        expected.newestSeen = later(expected.newestSeen, issuedAt);
        if (issuedAt.isAfter(expected.accepted)) {
          expected.accepted = issuedAt;
          expected.presentThen = later(time.instant(), expected.newestSeen);
          expected.nanosThen = time.getAsLong();
        }
      }
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Checkpoint checkpoint(Instant issuedAt) {
    return TestPublisher.checkpoint(new FeedPosition(1, 1), Hash.ZERO, Hash.ZERO, issuedAt);
  }

  private static ConnectorPolicy policy(Duration maxStaleness) {
    return new ConnectorPolicy(
        "rozetka",
        1,
        START,
        false,
        ConnectorState.PUBLISHED,
        Category.STANDARD,
        maxStaleness,
        OnStale.REFUSE,
        List.of());
  }

  @Property
  void freshness_anySteps_isWhatBothClocksAndWhatWasIssuedSay(@ForAll("steps") List<Step> steps) {
    for (Step step : steps) {
      take(step);
      Freshness told = clock.freshness();
      if (expected.accepted.equals(Instant.MIN)) {
        assertThat(told.pastHardEnd()).as("nothing is accepted yet").isTrue();
        continue;
      }
      Duration byWall = Duration.between(expected.accepted, time.instant());
      Duration byIssue = Duration.between(expected.accepted, expected.newestSeen);
      Duration byMonotonic =
          Duration.between(expected.accepted, expected.presentThen)
              .plusNanos(time.getAsLong() - expected.nanosThen);
      assertThat(told.age()).isGreaterThanOrEqualTo(byWall);
      assertThat(told.age()).isGreaterThanOrEqualTo(byIssue);
      assertThat(told.age()).isGreaterThanOrEqualTo(byMonotonic);
      assertThat(told.age()).as("and of no other").isIn(byWall, byIssue, byMonotonic);
      assertThat(told.pastHardEnd()).isEqualTo(told.age().compareTo(HARD_END) >= 0);
    }
  }

  @Property
  void freshness_clockRightOrAheadWheneverAccepting_neverYoungerThanInTruth(
      @ForAll("stepsWithTheClockAhead") List<Step> steps, @ForAll("steps") List<Step> afterwards) {
    clock.accept(checkpoint(START), false);
    expected.accepted = START;
    steps.forEach(this::take);
    for (Step step : afterwards) {
      // from here on the clock is also set back, and nothing newer comes
      if (!(step instanceof CheckpointAccepted)) {
        take(step);
      }
      Duration inTruth = Duration.between(expected.accepted, now());
      Freshness told = clock.freshness();
      assertThat(told.age()).isGreaterThanOrEqualTo(inTruth);
      if (inTruth.compareTo(HARD_END) >= 0) {
        assertThat(told.pastHardEnd()).isTrue();
      }
    }
  }

  @Property
  void freshness_clockFarBehindWhatWasSeen_staleForEveryPolicy(@ForAll("steps") List<Step> steps) {
    clock.accept(checkpoint(START), false);
    expected.accepted = START;
    expected.newestSeen = START;
    for (Step step : steps) {
      take(step);
      boolean behind =
          time.instant().isBefore(expected.newestSeen.minus(FreshnessClock.TOLERATED_LAG));
      Freshness told = clock.freshness();
      assertThat(told.clockBehind()).isEqualTo(behind);
      if (behind) {
        assertThat(told.isStaleFor(policy(ConnectorPolicy.LONGEST_MAX_STALENESS))).isTrue();
      }
    }
  }

  @Property
  void freshness_clockSetAheadAndRightAgain_rightWithTheNextCheckpoint(
      @ForAll("stepsWithTheClockAhead") List<Step> steps) {
    steps.forEach(this::take);
    time.setWall(now());
    time.pass(Duration.ofSeconds(5));

    clock.accept(checkpoint(now()), false);
    time.pass(Duration.ofSeconds(2));

    assertThat(clock.freshness()).isEqualTo(new Freshness(2_000, false, false));
  }

  @Property
  void accept_notNewer_changesNothing(@ForAll("steps") List<Step> steps) {
    clock.accept(checkpoint(START), false);
    expected.accepted = START;
    steps.forEach(this::take);
    Freshness before = clock.freshness();

    clock.accept(checkpoint(expected.accepted), false);
    clock.accept(checkpoint(expected.accepted.minusSeconds(1)), false);

    assertThat(clock.freshness()).isEqualTo(before);
  }
}
