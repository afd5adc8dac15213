package com.bpmcentr.edge.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.FakeTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DiskPauseTest {

  private static final Duration MOMENT = Duration.ofNanos(1);

  private final FakeTime time = new FakeTime(Instant.EPOCH);
  private final DiskPause pause = new DiskPause(time);

  private void assertLasts(int seconds) {
    pause.begin();
    time.pass(Duration.ofSeconds(seconds).minus(MOMENT));
    assertThat(pause.isOver()).as("just before %s s", seconds).isFalse();
    time.pass(MOMENT);
    assertThat(pause.isOver()).as("after %s s", seconds).isTrue();
  }

  @Test
  void begin_againAndAgain_lastsTwiceAsLongUpToEightSeconds() {
    assertThat(pause.isOver()).isTrue();

    assertLasts(1);
    assertLasts(2);
    assertLasts(4);
    assertLasts(8);
    assertLasts(8);
  }

  @Test
  void end_afterFailures_isOverAndTheNextIsShort() {
    assertLasts(1);
    pause.begin();

    assertThat(pause.end()).isTrue();

    assertThat(pause.isOver()).isTrue();
    assertThat(pause.end()).as("it had worked").isFalse();
    assertLasts(1);
  }
}
