package com.bpmcentr.console.shell.detail;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.edge.Receipts;
import com.bpmcentr.license.FeedPosition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InForceTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Receipts.Receipt APPLIED =
      new Receipts.Receipt("edge-1", "kyiv", NOON, 14L, true);
  private static final Receipts.Lost LOST =
      new Receipts.Lost("edge-2", NOON, NOON.plusSeconds(3_600));

  @Test
  void everywhere_allHaveApplied_isSaid() {
    assertThat(inForce(List.of(APPLIED), List.of(), List.of()).everywhere()).isTrue();
  }

  @Test
  void everywhere_oneIsLostAndMayAnswerWithout_isNotSaidAndNamesIt() {
    InForce state = inForce(List.of(APPLIED), List.of(), List.of(LOST));

    assertThat(state.everywhere()).isFalse();
    assertThat(state.edges()).isEqualTo(2);
    assertThat(state.missing()).isEqualTo("edge-2");
  }

  @Test
  void edges_allAreLost_isNotNone() {
    assertThat(inForce(List.of(), List.of(), List.of(LOST)).edges()).isEqualTo(1);
  }

  @Test
  void missing_liveOneAndLostOne_namesBoth() {
    assertThat(inForce(List.of(), List.of("edge-1"), List.of(LOST)).missing())
        .isEqualTo("edge-1, edge-2");
  }

  private static InForce inForce(
      List<Receipts.Receipt> applied, List<String> pending, List<Receipts.Lost> lost) {
    return InForce.of(new Receipts(new FeedPosition(1, 3), NOON, applied, pending, lost));
  }
}
