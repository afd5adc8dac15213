package com.bpmcentr.console.rotation;

import com.bpmcentr.license.KeyStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that are rotated, and what still rests on each.
 *
 * @param active id of the key that this console signs with
 * @param keys those of the keyring, in its order, then those that only documents name
 * @param peppers those of the file, the active one first, then those that only keys name
 */
public record SigningKeys(String active, List<KeyUse> keys, List<PepperUse> peppers) {

  public SigningKeys {
    keys = List.copyOf(keys);
    peppers = List.copyOf(peppers);
  }

  /**
   * A signing key.
   *
   * @param status absent: the keyring of this console has no such key
   * @param documents how many subjects' newest document it has signed
   */
  public record KeyUse(
      String id, @Nullable KeyStatus status, @Nullable Instant retiredAt, long documents) {}

  /**
   * A pepper.
   *
   * @param active whether new keys are digested under it
   * @param known false: this console's file has no such pepper, and no edge can find its keys
   * @param apiKeys how many API keys are under it that have not stopped
   * @param connectorSecrets likewise connectors' secrets
   */
  public record PepperUse(
      String id, boolean active, boolean known, long apiKeys, long connectorSecrets) {

    /** Whether something lives under it, and the file does not have it. */
    public boolean isMissing() {
      return !known && apiKeys + connectorSecrets > 0;
    }
  }

  /** How many documents another key than the active one has signed. */
  public long toReissue() {
    return keys.stream().filter(key -> !key.id().equals(active)).mapToLong(KeyUse::documents).sum();
  }
}
