package com.bpmcentr.console.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VainLoginsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final Duration LOCK = Duration.ofMinutes(15);

  private final VainLogins vain = new VainLogins(3);

  @Test
  void failed_theFifthAndLater_areTooManyForFifteenMinutesFromTheFifth() {
    assertThat(fail("a@b.example", 4)).isEmpty();

    assertThat(vain.failed("A@b.example ", NOW)).contains(LOCK);
    assertThat(vain.failed("a@b.example", NOW.plusSeconds(60))).contains(LOCK.minusSeconds(60));
    assertThat(vain.failed("a@b.example", NOW.plus(LOCK).minusMillis(1)))
        .contains(Duration.ofMillis(1));
    assertThat(vain.failed("a@b.example", NOW.plus(LOCK))).isEmpty();
  }

  @Test
  void succeeded_countsFromNothing() {
    fail("a@b.example", 4);
    vain.succeeded("a@b.example");

    assertThat(fail("a@b.example", 4)).isEmpty();
    assertThat(vain.failed("a@b.example", NOW)).isPresent();
  }

  @Test
  void failed_moreAddressesThanAreRemembered_forgetsTheOneNotSeenForLongest() {
    fail("a@b.example", 4);
    fail("b@b.example", 4);
    fail("c@b.example", 1);
    fail("d@b.example", 1);

    assertThat(vain.failed("b@b.example", NOW)).isPresent();
    assertThat(fail("a@b.example", 4)).isEmpty();
  }

  /** What the last of so many is answered. */
  private Optional<Duration> fail(String email, int times) {
    Optional<Duration> last = Optional.empty();
    for (int i = 0; i < times; i++) {
      last = vain.failed(email, NOW);
    }
    return last;
  }
}
