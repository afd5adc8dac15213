package com.bpmcentr.edge.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoopWatchTest {

  private final LoopWatch loops = new LoopWatch();
  private final Runnable first = loops.add();
  private final Runnable second = loops.add();

  private void pass(int seconds, Runnable turning) {
    for (int i = 0; i < seconds; i++) {
      loops.secondHasPassed();
      turning.run();
    }
  }

  @Test
  void isReady_oneLoopSilent_untilFiveSeconds() {
    pass(LoopWatch.MOST_SECONDS_READY, first);

    assertThat(loops.isReady()).isTrue();
    pass(1, first);
    assertThat(loops.isReady()).isFalse();
    assertThat(loops.isLive()).isTrue();
    assertThat(loops.longestSilenceSeconds()).isEqualTo(6);
    second.run();
    assertThat(loops.isReady()).isTrue();
  }

  @Test
  void isLive_oneLoopSilent_untilThirtySeconds() {
    pass(LoopWatch.MOST_SECONDS_LIVE, second);

    assertThat(loops.isLive()).isTrue();
    pass(1, second);
    assertThat(loops.isLive()).isFalse();
  }
}
