package com.bpmcentr.edge.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whose next connections are refused before they cost anything: addresses whose connections keep
 * ending without one whole request, or break the protocol, which no HTTP client does. What somebody
 * with a client can ask in error, unknown keys and overlong heads among it, is none of this.
 *
 * <p>An address from which a valid key was shown within the hour is spared: it may be shared.
 */
final class Misbehaviour {

  static final Duration SPARED = Duration.ofHours(1);

  private final Optional<AddressBuckets> buckets;
  private final Cache<ClientAddress, Boolean> spared;

  /**
   * Nothing counted yet.
   *
   * @param rate what an address may do of it; empty: anything
   * @param nanoTime monotonic time in nanoseconds
   */
  Misbehaviour(Optional<Rate> rate, LongSupplier nanoTime) {
    buckets = rate.map(each -> new AddressBuckets(each, nanoTime));
    spared =
        Caffeine.newBuilder()
            .maximumSize(AddressBuckets.MOST_ADDRESSES)
            .expireAfterWrite(SPARED)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /** Whether a new connection of this address is refused. */
  boolean refuses(ClientAddress address) {
    return buckets.isPresent()
        && buckets.get().isSpent(address)
        && spared.getIfPresent(address) == null;
  }

  /** A connection of this address ended with so many faults. */
  void count(ClientAddress address, int faults) {
    if (faults > 0) {
      buckets.ifPresent(each -> each.charge(address, faults));
    }
  }

  /** A valid key was shown from this address. */
  void spare(ClientAddress address) {
    spared.put(address, Boolean.TRUE);
  }
}
