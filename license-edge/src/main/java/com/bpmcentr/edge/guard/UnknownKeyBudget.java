package com.bpmcentr.edge.guard;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How many keys that nobody has may be asked for, by one address and by all together. It is asked
 * after the look-up, and only about requests whose key was not found: known keys never come here,
 * so that no flood from a shared address can have them refused.
 *
 * <p>Shared by all event loops. Whoever has more addresses than are remembered is held by the
 * budget of all.
 */
public final class UnknownKeyBudget {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Optional<AddressBuckets> addresses;
  private final Optional<Bucket> all;
  private final TrustedProxies proxies;
  private final Refusals refusals;
  private final LongSupplier nanoTime;

  /**
   * Full budgets.
   *
   * @param nanoTime monotonic time in nanoseconds
   */
  public UnknownKeyBudget(GuardConfig config, Refusals refusals, LongSupplier nanoTime) {
    this.addresses = config.unknownKeysPerAddress().map(rate -> new AddressBuckets(rate, nanoTime));
    this.all = config.unknownKeysTotal().map(rate -> new Bucket(rate, nanoTime.getAsLong()));
    this.proxies = config.trustedProxies();
    this.refusals = refusals;
    this.nanoTime = nanoTime;
  }

  /**
   * Charges one unknown key to the request's address and to all.
   *
   * @return 0 while within the budgets, else in how many seconds to try again
   */
  public int chargedWait(HttpServerRequest request) {
    return charge(proxies.clientOf(request));
  }

  int charge(ClientAddress address) {
    if (addresses.isPresent()) {
      // first of the two, so that one address alone cannot use up what is for all
      long wait = addresses.get().draw(address);
      if (wait > 0) {
        refusals.count(Refusal.UNKNOWN_KEYS_OF_ADDRESS);
        return seconds(wait);
      }
    }
    long wait = all.isPresent() ? all.get().draw(nanoTime.getAsLong()) : 0;
    if (wait > 0) {
      refusals.count(Refusal.UNKNOWN_KEYS);
    }
    return seconds(wait);
  }

  private static int seconds(long nanos) {
    return (int) Math.ceilDiv(nanos, NANOS_PER_SECOND);
  }
}
