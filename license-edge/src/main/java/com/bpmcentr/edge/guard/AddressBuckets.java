package com.bpmcentr.edge.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.LongSupplier;

/**
 * The same budget for each address, shared by all event loops. Its memory is bounded by the number
 * of addresses remembered, about 8 MiB; one that is forgotten has its whole budget again.
 */
final class AddressBuckets {

  static final int MOST_ADDRESSES = 50_000;

  private final Rate rate;
  private final LongSupplier nanoTime;
  private final Cache<ClientAddress, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(MOST_ADDRESSES).executor(Runnable::run).build();

  /**
   * Full budgets.
   *
   * @param nanoTime monotonic time in nanoseconds
   */
  AddressBuckets(Rate rate, LongSupplier nanoTime) {
    this.rate = rate;
    this.nanoTime = nanoTime;
  }

  /**
   * Takes one from the address's budget, if there is one.
   *
   * @return 0, or in how many nanoseconds there will be one
   */
  long draw(ClientAddress address) {
    long now = nanoTime.getAsLong();
    return buckets.get(address, first -> new Bucket(rate, now)).draw(now);
  }

  /** Takes so many from the address's budget, into debt where there are fewer. */
  void charge(ClientAddress address, int count) {
    long now = nanoTime.getAsLong();
    buckets.get(address, first -> new Bucket(rate, now)).charge(count, now);
  }

  /** Whether there is nothing left to take. */
  boolean isSpent(ClientAddress address) {
    Bucket bucket = buckets.getIfPresent(address);
    return bucket != null && bucket.waitFrom(nanoTime.getAsLong()) > 0;
  }

  /** How many addresses are remembered. */
  long addresses() {
    buckets.cleanUp();
    return buckets.estimatedSize();
  }
}
