package com.bpmcentr.edge.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressBucketsTest {

  private static final ClientAddress ONE = new ClientAddress(1);

  private long now;
  private final AddressBuckets buckets = new AddressBuckets(new Rate(1, 2), () -> now);

  @Test
  void draw_moreAddressesThanCanBeRemembered_keepsToItsBound() {
    for (int i = 0; i < 200_000; i++) {
      buckets.draw(new ClientAddress(i));
    }

    assertThat(buckets.addresses()).isLessThanOrEqualTo(AddressBuckets.MOST_ADDRESSES);
  }

  @Test
  void isSpent_drawnUntilNothingIsLeft_untilThereIsOneAgain() {
    assertThat(buckets.isSpent(ONE)).isFalse();
    assertThat(buckets.draw(ONE)).isZero();
    assertThat(buckets.isSpent(ONE)).isFalse();
    assertThat(buckets.draw(ONE)).isZero();

    assertThat(buckets.isSpent(ONE)).isTrue();
    assertThat(buckets.isSpent(new ClientAddress(2))).isFalse();

    now += 1_000_000_000L;
    assertThat(buckets.isSpent(ONE)).isFalse();
  }
}
