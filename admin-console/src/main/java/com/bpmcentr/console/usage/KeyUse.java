package com.bpmcentr.console.usage;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a key was last used, and from where.
 *
 * @param lastUsedHour the first instant of the hour; null: not since it was made
 * @param sharing whether strangers seem to have it
 * @param accounts of the last 35 days, the latest first, {@link #MOST_ACCOUNTS} at most
 * @param more whether there are others
 */
public record KeyUse(
    @Nullable Instant lastUsedHour, Sharing sharing, List<AccountUse> accounts, boolean more) {

  public static final int MOST_ACCOUNTS = 200;

  public KeyUse {
    accounts = List.copyOf(accounts);
  }

  /**
   * A connector in a Make account.
   *
   * @param connector null when there is none of the name that was asked for
   * @param account {@code other}: refused accounts beyond those that are told apart
   * @param allowed how many calls were
   * @param refused how many were not, or could not be decided
   */
  public record AccountUse(
      @Nullable String connector,
      @Nullable String account,
      Instant lastHour,
      long allowed,
      long refused) {}
}
