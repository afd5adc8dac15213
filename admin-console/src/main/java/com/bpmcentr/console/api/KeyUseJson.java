package com.bpmcentr.console.api;

import com.bpmcentr.console.usage.KeyUse;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a key was last used, and from where.
 *
 * @param more whether there are other accounts than these, the latest
 */
@Schema(name = "ApiKeyUsage")
record KeyUseJson(
    @Nullable Instant lastUsedHour,
    SharingJson sharing,
    List<AccountUseJson> accounts,
    boolean more) {

  /**
   * Accounts that were refused within a day.
   *
   * @param suspected whether they are so many that strangers seem to have the key; not of one that
   *     was revoked or has ended
   */
  @Schema(name = "Sharing")
  record SharingJson(int accounts, long calls, boolean suspected) {}

  @Schema(name = "AccountUsage")
  record AccountUseJson(
      @Nullable String connectorId,
      @Nullable String account,
      Instant lastHour,
      long allowed,
      long refused) {

    private static AccountUseJson of(KeyUse.AccountUse use) {
      return new AccountUseJson(
          use.connector(), use.account(), use.lastHour(), use.allowed(), use.refused());
    }
  }

  static KeyUseJson of(KeyUse use) {
    return new KeyUseJson(
        use.lastUsedHour(),
        new SharingJson(use.sharing().accounts(), use.sharing().calls(), use.sharing().suspected()),
        use.accounts().stream().map(AccountUseJson::of).toList(),
        use.more());
  }
}
