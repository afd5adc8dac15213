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
    buffer.add(hour, 0, CountedChecks.counters(List.of(asked)));
  }

  @Test
  void add_sameAgain_isOneRow() {
    add(HOUR, new Asked("k1", "1"), new Asked("k1", "1"));
    add(HOUR, new Asked("k1", "1"));

    assertThat(buffer.rows()).isEqualTo(1);
    assertThat(sum()).isEqualTo(3);
  }

  /** An outage long: the last of its calls may have come at its beginning. */
  @Test
  void begunMillisAgo_ofABatchFilledSeveralTimes_isSinceTheFirst() {
    long second = 1_000_000_000L;
    // the clock's zero is anywhere, also in between
    buffer.add(HOUR, -second, CountedChecks.counters(List.of(new Asked("k1", "1"))));
    buffer.add(HOUR, second, CountedChecks.counters(List.of(new Asked("k1", "1"))));
    UsageBatch batch = buffer.oldest();
    assertThat(batch).isNotNull();

    assertThat(batch.begunMillisAgo(3 * second)).isEqualTo(4_001);
    assertThat(batch.halves().getLast().begunMillisAgo(3 * second)).isEqualTo(4_001);
  }

  @Test
  void begunMillisAgo_withCallsOfAnEarlierStart_isNotKnown() {
    UsageBatch batch = new UsageBatch("e1", UUID.randomUUID(), 1);
    UsageKey key = CountedChecks.counters(List.of(new Asked("k1", "1"))).getFirst().toKey(HOUR);
    batch.add(key, 1, null);
    batch.add(key, 1, 5L);

    assertThat(batch.begunMillisAgo(10)).isNull();
  }

  @Test
  void add_afterTheBatchWasSent_goesIntoTheNext() {
    add(HOUR, new Asked("k1", "1"));
    UsageBatch sent = buffer.oldest();
    assertThat(sent).isNotNull();
    sent.become(UsageBatch.State.SENT);

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

  private UsageBatch leftOver(long number, UsageBatch.State state, String... accounts) {
    UsageBatch batch = new UsageBatch("e1", new UUID(0, 7), number);
    for (String account : accounts) {
      CountedChecks.counters(List.of(new Asked("k1", account)))
          .forEach(counter -> batch.add(counter.toKey(HOUR), 1, null));
    }
    batch.become(state);
    return batch;
  }

  @Test
  void takeOver_openOne_isFilledFurther_soThatStartsLeaveNoMoreFiles() {
    buffer.takeOver(leftOver(1, UsageBatch.State.SENT, "refused-1"));
    buffer.takeOver(leftOver(2, UsageBatch.State.OPEN, "refused-2"));

    add(HOUR, new Asked("k1", "refused-1"), new Asked("k1", "refused-2"));

    assertThat(buffer.batches()).extracting(UsageBatch::number).containsExactly(1L, 2L);
    assertThat(buffer.batches()).extracting(UsageBatch::sum).containsExactly(1L, 3L);
    assertThat(buffer.rows()).isEqualTo(3);
  }

  @Test
  void takeOver_sentOne_goesBeforeAllThatAreOpen() {
    add(HOUR, new Asked("k1", "1"));
    buffer.takeOver(leftOver(3, UsageBatch.State.OPEN, "refused-3"));
    buffer.takeOver(leftOver(4, UsageBatch.State.SENT, "refused-4"));
    buffer.takeOver(leftOver(5, UsageBatch.State.SENT, "refused-5"));

    assertThat(buffer.batches()).extracting(UsageBatch::number).containsExactly(4L, 5L, 1L, 3L);
  }

  @Test
  void divideOldest_any_hasTheSameRowsBehindTheOthers() {
    UsageBatch divided = leftOver(1, UsageBatch.State.DIVIDING, "1", "refused-2", "refused-3");
    buffer.takeOver(divided);
    buffer.takeOver(leftOver(2, UsageBatch.State.OPEN, "refused-9"));

    List<UsageBatch> halves = buffer.divideOldest();

    assertThat(buffer.batches()).hasSize(3).last().isSameAs(halves.getLast());
    assertThat(buffer.oldest()).extracting(UsageBatch::number).isEqualTo(2L);
    assertThat(halves).extracting(half -> half.calls().size()).containsExactly(1, 2);
    assertThat(buffer.rows()).isEqualTo(4);
    assertThat(halves).extracting(UsageBatch::bootId).doesNotHaveDuplicates();
    add(HOUR, new Asked("k1", "refused-2"));
    assertThat(halves).extracting(UsageBatch::sum).containsExactly(1L, 2L);
  }
}
