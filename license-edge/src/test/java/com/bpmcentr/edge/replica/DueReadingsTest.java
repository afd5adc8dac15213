package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.FakeTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DueReadingsTest {

  private final FakeTime time = new FakeTime(Instant.parse("2026-11-21T10:00:00Z"));
  private final DueReadings due = new DueReadings(new Doorbell(), time);

  private void readInVain(Duration took) {
    due.begunSet();
    time.pass(took);
    due.haveReadSet();
    due.wantSet();
  }

  @Test
  void isSetDue_nothingRead_isAtOnce() {
    assertThat(due.isSetDue()).isTrue();
  }

  /** Between two of them entries are followed. */
  @Test
  void isSetDue_readingTookLongerThanThePause_thePauseIsAfterIt() {
    readInVain(Duration.ofMinutes(1));
    assertThat(due.isSetDue()).isFalse();
    time.pass(Duration.ofSeconds(1));
    assertThat(due.isSetDue()).isTrue();

    for (int i = 0; i < 10; i++) {
      readInVain(Duration.ofMinutes(1));
    }
    time.pass(Duration.ofSeconds(29));
    assertThat(due.isSetDue()).isFalse();
    time.pass(Duration.ofSeconds(1));
    assertThat(due.isSetDue()).isTrue();
  }

  @Test
  void isSetDue_lastOneHelped_nextOneIsAtOnce() {
    readInVain(Duration.ZERO);
    due.nothing();

    due.wantSet();

    assertThat(due.isSetDue()).isTrue();
  }
}
