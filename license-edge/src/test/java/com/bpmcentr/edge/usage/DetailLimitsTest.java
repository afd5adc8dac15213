package com.bpmcentr.edge.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DetailLimitsTest {

  private final DetailLimits<String> limits = new DetailLimits<>();

  @Test
  void account_sixtyFifthOfAKey_isOther_andKnownOnesKeepTheirNames() {
    for (int i = 0; i < DetailLimits.ACCOUNTS; i++) {
      assertThat(limits.account("key", "rozetka", "a" + i)).isEqualTo("a" + i);
    }

    assertThat(limits.account("key", "rozetka", "one more")).isEqualTo("other");
    assertThat(limits.account("key", "rozetka", "a3")).isEqualTo("a3");
    assertThat(limits.account("second key", "rozetka", "one more")).isEqualTo("one more");
  }

  @Test
  void account_sameAtOtherConnectors_countsEachTime() {
    for (int i = 0; i < DetailLimits.ACCOUNTS; i++) {
      limits.account("key", "connector-" + i, "a");
    }

    assertThat(limits.account("key", "rozetka", "a")).isEqualTo("other");
  }

  @Test
  void account_namedOther_takesNoPlace() {
    limits.account("key", "rozetka", "other");
    for (int i = 0; i < DetailLimits.ACCOUNTS; i++) {
      assertThat(limits.account("key", "rozetka", "a" + i)).isEqualTo("a" + i);
    }
  }

  @Test
  void account_moreNamesThanThereIsRoomFor_isOther_whoseverKeyItIs() {
    for (int i = 0; i < DetailLimits.NAMES; i++) {
      limits.account("key " + i, "rozetka", "a");
    }

    assertThat(limits.account("one key more", "rozetka", "a")).isEqualTo("other");
    assertThat(limits.operation("key 1", "rozetka", "a")).isEqualTo("other");
    assertThat(limits.account("key 1", "rozetka", "a")).isEqualTo("a");
  }

  @Test
  void operation_beyondTheLimit_isOther() {
    for (int i = 0; i < DetailLimits.OPERATIONS; i++) {
      assertThat(limits.operation("key", "rozetka", "o" + i)).isEqualTo("o" + i);
    }

    assertThat(limits.operation("key", "rozetka", "one more")).isEqualTo("other");
  }

  @Test
  void clear_beginsAnew() {
    for (int i = 0; i < DetailLimits.ACCOUNTS; i++) {
      limits.account("key", "rozetka", "a" + i);
    }

    limits.clear();

    assertThat(limits.account("key", "rozetka", "one more")).isEqualTo("one more");
  }
}
