package com.bpmcentr.loadtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhaseTimesTest {
  private final PhaseTimes times = new PhaseTimes();

  @Test
  void percentile_hundredChecks_isTheOneOfThatRank() {
    for (int millis = 1; millis <= 100; millis++) {
      answered(millis, false);
    }

    assertThat(times.percentile(50)).isEqualTo(50);
    assertThat(times.percentile(99)).isEqualTo(99);
    assertThat(times.percentile(100)).isEqualTo(100);
  }

  @Test
  void percentile_checksWithoutAnswer_countAsTheSlowest() {
    for (int i = 0; i < 98; i++) {
      answered(1, false);
    }
    times.start();
    times.start();

    assertThat(times.percentile(98)).isEqualTo(1);
    assertThat(times.percentile(99)).isEqualTo(PhaseTimes.SLOWEST_MILLIS);
    assertThat(times.failures()).isEqualTo(2);
  }

  @Test
  void end_beyondTheScale_countsAsItsEnd() {
    answered(70_000, false);

    assertThat(times.percentile(50)).isEqualTo(PhaseTimes.SLOWEST_MILLIS);
  }

  @Test
  void failurePercent_someFailed_isTheirShare() {
    answered(1, true);
    answered(1, false);
    answered(1, false);
    answered(1, false);

    assertThat(times.failurePercent()).isEqualTo(25);
  }

  @Test
  void percentile_noCheck_isZero() {
    assertThat(times.percentile(99)).isZero();
    assertThat(times.failurePercent()).isZero();
  }

  private void answered(int millis, boolean failure) {
    times.start();
    times.end(millis, failure);
  }
}
