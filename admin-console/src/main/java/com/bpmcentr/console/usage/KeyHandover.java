package com.bpmcentr.console.usage;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far customers have moved from a rotated key to the one in its place.
 *
 * @param successor absent when the key was not rotated
 * @param rotatedAt when the successor was made
 * @param accounts those that used the old key in the hour of the rotation or later, the latest
 *     first, {@link KeyUse#MOST_ACCOUNTS} at most
 */
public record KeyHandover(
    @Nullable UUID successor, @Nullable Instant rotatedAt, List<AccountHandover> accounts) {

  public KeyHandover {
    accounts = List.copyOf(accounts);
  }

  /**
   * A connector in a Make account that has used the old key since.
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
  }
}
