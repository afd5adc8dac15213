package com.bpmcentr.console.security;

import com.bpmcentr.license.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How often each address was logged in with in vain, at this console, whether or not it is
 * anybody's: so what a stranger is told depends on what they did and not on what accounts there
 * are. It decides words alone; what is looked at, the account's own count decides.
 *
 * <p>Addresses are kept as their hashes: people type passwords into the wrong field.
 */
final class VainLogins {

  /** As many as lock an account, and for as long. */
  private static final int MOST = 5;

  private static final Duration LOCK = Duration.ofMinutes(15);

  private final int remembered;
  private final Map<Hash, Count> counts = new LinkedHashMap<>();

  /**
   * One address's.
   *
   * @param until from the last one that is too many: so long
   */
  private record Count(int times, Instant until) {}

  /**
   * @param remembered so many addresses; of more the oldest is forgotten
   */
  VainLogins(int remembered) {
    this.remembered = remembered;
  }

  /** One more; how long it is of no use to go on, if there were too many. */
  synchronized Optional<Duration> failed(String email, Instant now) {
    Hash address = hash(email);
    Count before = counts.remove(address);
    Count after = before == null ? new Count(1, Instant.MIN) : next(before, now);
    counts.put(address, after);
    if (counts.size() > remembered) {
      counts.remove(counts.keySet().iterator().next());
    }
    return after.times() < MOST
        ? Optional.empty()
        : Optional.of(Duration.between(now, after.until()));
  }

  private static Count next(Count before, Instant now) {
    if (before.times() < MOST) {
      int times = before.times() + 1;
      return new Count(times, times == MOST ? now.plus(LOCK) : Instant.MIN);
    }
    return now.isBefore(before.until()) ? before : new Count(1, Instant.MIN);
  }

  /** It was right at last. */
  synchronized void succeeded(String email) {
    counts.remove(hash(email));
  }

  private static Hash hash(String email) {
    return Hash.sha256(email.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
  }
}
