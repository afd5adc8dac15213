package com.bpmcentr.edge.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.usage.CountedChecks.Asked;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UsageBufferTest {

  private static final int HOUR = 494_000;

  private final UsageBuffer buffer = new UsageBuffer("e1", UUID.randomUUID());

  private long sum() {
    return buffer.batches().stream().mapToLong(UsageBatch::sum).sum();
  }

  private void add(int hour, Asked... asked) {
    buffer.add(hour, CountedChecks.counters(List.of(asked)));
  }

  @Test
  void add_sameAgain_isOneRow() {
    add(HOUR, new Asked("k1", "1"), new Asked("k1", "1"));
    add(HOUR, new Asked("k1", "1"));

    assertThat(buffer.rows()).isEqualTo(1);
    assertThat(sum()).isEqualTo(3);
  }

  @Test
  void add_afterTheBatchWasSent_goesIntoTheNext() {
    add(HOUR, new Asked("k1", "1"));
    UsageBatch sent = buffer.oldest();
    assertThat(sent).isNotNull();
    sent.fix();

    add(HOUR, new Asked("k1", "1"));

    assertThat(sent.sum()).isEqualTo(1);
    assertThat(buffer.batches()).extracting(UsageBatch::number).containsExactly(1L, 2L);
    buffer.removeOldest();
    assertThat(sum()).isEqualTo(1);
    assertThat(buffer.rows()).isEqualTo(1);
  }

  @Test
  void add_moreRowsThanThereIsRoomFor_keepsTheSumAndBoundsTheRows() {
    int more = 50;
    for (int key = 0; key < UsageBuffer.MOST_ROWS + more; key++) {
      add(HOUR, new Asked("k" + key, "1"));
    }
    add(HOUR, new Asked("k0", "1"));

    assertThat(buffer.rows()).isEqualTo(UsageBuffer.MOST_ROWS + 1);
    assertThat(sum()).isEqualTo(UsageBuffer.MOST_ROWS + more + 1);
    assertThat(buffer.withoutDetail()).isEqualTo(more);
    assertThat(buffer.batches())
        .allSatisfy(batch -> assertThat(batch.calls()).hasSizeLessThanOrEqualTo(UsageBatch.ROWS));
  }

  @Test
  void add_refusedAccountsOfManyHandOvers_areLimitedTogether_andAnewEachHour() {
    for (int account = 0; account < 70; account++) {
      add(HOUR, new Asked("k1", "refused-" + account));
    }
    assertThat(buffer.rows()).isEqualTo(DetailLimits.ACCOUNTS + 1);

    add(HOUR + 1, new Asked("k1", "refused-69"));
    assertThat(buffer.rows()).isEqualTo(DetailLimits.ACCOUNTS + 2);
    assertThat(sum()).isEqualTo(71);
  }
}
