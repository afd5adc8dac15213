package com.bpmcentr.edge.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BucketTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Monotonic time may well be about to overflow. */
  private static final long START = Long.MAX_VALUE - SECOND / 2;

  private final Bucket bucket = new Bucket(new Rate(10, 3), START);

  @Test
  void draw_fullBucket_givesTheBurstAndThenSaysWhenTheNextComes() {
    assertThat(bucket.draw(START)).isZero();
    assertThat(bucket.draw(START)).isZero();
    assertThat(bucket.draw(START)).isZero();
    assertThat(bucket.draw(START)).isEqualTo(SECOND / 10);
    assertThat(bucket.draw(START + SECOND / 10 - 1)).isEqualTo(1);
  }

  @Test
  void draw_emptyBucket_givesOneForEachInterval() {
    drain(START);

    assertThat(bucket.draw(START + SECOND / 10)).isZero();
    assertThat(bucket.draw(START + SECOND / 10)).isPositive();
    assertThat(bucket.draw(START + 2 * SECOND / 10)).isZero();
  }

  @Test
  void draw_afterALongRest_givesNoMoreThanTheBurst() {
    drain(START);

    long later = START + 3600 * SECOND;

    assertThat(drain(later)).isEqualTo(3);
  }

  @Test
  void draw_refused_costsNothing() {
    drain(START);
    for (int i = 0; i < 1000; i++) {
      bucket.draw(START);
    }

    assertThat(bucket.draw(START + SECOND / 10)).isZero();
  }

  @Test
  void charge_moreThanThereIs_isOwedAndPaidFirst() {
    bucket.charge(5, START);

    assertThat(bucket.waitFrom(START)).isEqualTo(3 * SECOND / 10);
    assertThat(bucket.waitFrom(START + 3 * SECOND / 10)).isZero();
  }

  @Test
  void charge_farMoreThanThereIs_asMuchAgainIsOwedAtMost() {
    bucket.charge(1000, START);

    assertThat(bucket.waitFrom(START)).isEqualTo(4 * SECOND / 10);
  }

  private int drain(long now) {
    int drawn = 0;
    while (bucket.draw(now) == 0) {
      drawn++;
    }
    return drawn;
  }
}
