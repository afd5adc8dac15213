package com.bpmcentr.console.api;

import com.bpmcentr.console.usage.KeyHandover;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far customers have moved from a rotated key.
 *
 * @param replacedBy absent when it was not rotated
 * @param accounts those that the old key let in within the last 35 days, the ones that have not
 *     moved first
 * @param more whether there are others
 */
@Schema(name = "ApiKeyHandover")
record KeyHandoverJson(
    @Nullable UUID replacedBy,
    @Nullable Instant rotatedAt,
    List<AccountJson> accounts,
    boolean more) {

  /**
   * One that has used the old key.
   *
   * @param moved whether it has used only the new one in a later hour
   */
  @Schema(name = "AccountHandover")
  record AccountJson(
      @Nullable String connectorId,
      @Nullable String account,
      Instant oldKeyHour,
      @Nullable Instant newKeyHour,
      boolean moved) {

    private static AccountJson of(KeyHandover.AccountHandover account) {
      return new AccountJson(
          account.connector(),
          account.account(),
          account.oldKeyHour(),
          account.newKeyHour(),
          account.moved());
    }
  }

  static KeyHandoverJson of(KeyHandover handover) {
    return new KeyHandoverJson(
        handover.successor(),
        handover.rotatedAt(),
        handover.accounts().stream().map(AccountJson::of).toList(),
        handover.more());
  }
}
