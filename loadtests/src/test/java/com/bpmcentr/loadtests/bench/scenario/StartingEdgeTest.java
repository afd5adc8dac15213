package com.bpmcentr.loadtests.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StartingEdgeTest {
  private static final String BEFORE =
      """
      2026-11-21T10:32:32.481Z INFO  [main] LicenseEdge - edge bench answers on 127.0.0.1:18500
      2026-11-21T10:32:51.174Z INFO  [feed] FeedStatus - feed: FOLLOWING (was SYNCING)
      """;

  @Test
  void signaturesChecked_lineIsThere_itsTime() {
    String log =
        BEFORE
            + "2026-11-21T10:33:02.007Z INFO  [check] BackgroundCheck - feed: the signatures of all"
            + " 1100027 current documents have been checked\n";

    assertThat(StartingEdge.signaturesChecked(log))
        .contains(Instant.parse("2026-11-21T10:33:02.007Z"));
  }

  @Test
  void signaturesChecked_lineIsNotThereYet_nothing() {
    assertThat(StartingEdge.signaturesChecked(BEFORE)).isEmpty();
  }
}
