package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.FakeTime;
import com.bpmcentr.license.SetTree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldSetProofTest {

  private final FakeTime time = new FakeTime(Instant.EPOCH);
  private final List<Integer> rehashed = new ArrayList<>();
  private final HeldSetProof proof = new HeldSetProof(rehashed::add, time);

  private void looks(int count, Duration apart) {
    for (int i = 0; i < count; i++) {
      time.pass(apart);
      proof.advance();
    }
  }

  @Test
  void advance_aMinuteOfPolls_hashesEachBucketAnewOnce() {
    looks(60, Duration.ofSeconds(1));

    assertThat(rehashed).hasSizeBetween(SetTree.BUCKETS - 1, SetTree.BUCKETS);
    assertThat(new HashSet<>(rehashed)).hasSameSizeAs(rehashed);
  }

  @Test
  void advance_aPoll_hashesOnlyItsShare() {
    looks(1, Duration.ofSeconds(1));

    assertThat(rehashed).hasSize(SetTree.BUCKETS / 60);
  }

  @Test
  void advance_looksInQuickSuccession_loseNothing() {
    looks(60_000, Duration.ofMillis(1));

    assertThat(new HashSet<>(rehashed)).hasSizeGreaterThanOrEqualTo(SetTree.BUCKETS - 1);
  }

  @Test
  void advance_afterALongAbsence_hashesEachOnce() {
    looks(1, Duration.ofHours(1));

    assertThat(rehashed).hasSize(SetTree.BUCKETS).doesNotHaveDuplicates();
  }
}
