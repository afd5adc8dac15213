package com.bpmcentr.console.usage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far customers have moved from a rotated key to the one in its place.
 *
 * @param successor absent when the key was not rotated
 * @param rotatedAt when the successor was made
 * @param accounts those that the old key let in within the last 35 days, the ones that have not
 *     moved before the others, the latest first, {@link KeyUse#MOST_ACCOUNTS} at most
 * @param more whether there are others
 */
public record KeyHandover(
    @Nullable UUID successor,
    @Nullable Instant rotatedAt,
    List<AccountHandover> accounts,
    boolean more) {

  public KeyHandover {
    accounts = List.copyOf(accounts);
  }

  /**
   * A connector in a Make account that has used the old key.
   *
   * @param oldKeyHour the last hour in which it did
   * @param newKeyHour the last in which it used the new one; absent when it has not
   */
  public record AccountHandover(
      @Nullable String connector,
      @Nullable String account,
      Instant oldKeyHour,
      @Nullable Instant newKeyHour) {

    /** Whole hours are counted, so a move shows in the hour after it. */
    public boolean moved() {
      return newKeyHour != null && newKeyHour.isAfter(oldKeyHour);
    }

    /** Whether it has used neither since: it may come back with the old one. */
    public boolean silentSince(Instant rotation) {
      return newKeyHour == null && oldKeyHour.isBefore(rotation.truncatedTo(ChronoUnit.HOURS));
    }
  }
}
