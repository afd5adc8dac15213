package com.bpmcentr.loadtests.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void percentile_hundredValuesInAnyOrder_nearestRank() {
    Samples samples = new Samples();
    for (long value = 100; value >= 1; value--) {
      samples.add(value);
    }

    assertThat(samples.min()).isEqualTo(1);
    assertThat(samples.median()).isEqualTo(50);
    assertThat(samples.percentile(99)).isEqualTo(99);
    assertThat(samples.percentile(99.5)).isEqualTo(100);
    assertThat(samples.max()).isEqualTo(100);
  }

  @Test
  void percentile_oneValue_thatValue() {
    Samples samples = new Samples();
    samples.add(-7);

    assertThat(samples.percentile(99)).isEqualTo(-7);
  }

  @Test
  void percentile_nothing_refused() {
    assertThatThrownBy(new Samples()::median).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void addAll_moreThanFitAtFirst_allThere() {
    Samples many = new Samples();
    for (long value = 1; value <= 3_000; value++) {
      many.add(value);
    }
    Samples all = new Samples();
    all.add(5_000);

    all.addAll(many);

    assertThat(all.size()).isEqualTo(3_001);
    assertThat(all.max()).isEqualTo(5_000);
    assertThat(all.min()).isEqualTo(1);
  }
}
