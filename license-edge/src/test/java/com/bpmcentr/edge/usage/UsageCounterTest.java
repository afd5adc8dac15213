package com.bpmcentr.edge.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.DecisionCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageCounterTest {

  private final UsageCounter counter = new UsageCounter();

  private static long sum(List<Counter> counters) {
    return counters.stream().mapToLong(each -> each.calls).sum();
  }

  @Test
  void check_sameAgain_isOneCounter_alsoWithOtherObjects() {
    for (int i = 0; i < 3; i++) {
      counter.check(CountedChecks.decision("k1", "1"));
    }

    assertThat(counter.handOver()).singleElement().extracting(each -> each.calls).isEqualTo(3L);
  }

  @Test
  void check_otherSubscriptionOfTheSameKey_isAnotherCounter() {
    counter.check(CountedChecks.decision("k1", "1", "s1"));
    counter.check(CountedChecks.decision("k1", "1", "s2"));

    assertThat(counter.handOver()).hasSize(2);
  }

  @Test
  void operation_refused_isCountedWithoutItsName() {
    counter.operation(CountedChecks.decision("k1", "refused"), "one");
    counter.operation(CountedChecks.decision("k1", "refused"), "two");

    assertThat(counter.handOver())
        .singleElement()
        .extracting(each -> each.toKey(0).operation())
        .isNull();
  }

  @Test
  void check_unknownKeys_areOneCounterWithoutAccount() {
    for (int i = 0; i < 1_000; i++) {
      counter.check(
          CountedChecks.withoutKey(DecisionCode.KEY_NOT_FOUND, "rozetka", "account-" + i));
      counter.check(CountedChecks.withoutKey(DecisionCode.CONNECTOR_NOT_FOUND, "c-" + i, "1"));
    }

    List<Counter> counters = counter.handOver();
    assertThat(counters).hasSize(2);
    assertThat(sum(counters)).isEqualTo(2_000);
  }

  @Test
  void check_moreThanThereIsRoomFor_keepsTheSumAndBoundsTheCounters() {
    for (int i = 0; i < UsageCounter.MOST + 500; i++) {
      counter.check(CountedChecks.decision("k" + i, "1"));
    }

    List<Counter> counters = counter.handOver();
    assertThat(counters).hasSize(UsageCounter.MOST + 1);
    assertThat(sum(counters)).isEqualTo(UsageCounter.MOST + 500);
  }

  @Test
  void handOver_twice_givesNothingTwice() {
    counter.check(CountedChecks.decision("k1", "1"));
    counter.handOver();

    assertThat(counter.handOver()).isEmpty();
  }
}
