package com.bpmcentr.console.api;

import com.bpmcentr.console.rotation.SigningKeys;
import com.bpmcentr.license.KeyStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signing keys and peppers, with what still rests on each.
 *
 * @param active the key that this console signs with
 * @param toReissue how many documents other keys have signed
 */
@Schema(name = "SigningKeys")
record SigningKeysJson(String active, long toReissue, List<Key> keys, List<Pepper> peppers) {

  /**
   * A signing key.
   *
   * @param status absent when the keyring does not have it
   * @param documents how many customers and connectors have their newest document from it
   */
  @Schema(name = "SigningKeyUse")
  record Key(String id, @Nullable KeyStatus status, @Nullable Instant retiredAt, long documents) {}

  /**
   * A pepper.
   *
   * @param known false when this console's file does not have it
   */
  @Schema(name = "PepperUse")
  record Pepper(String id, boolean active, boolean known, long apiKeys, long connectorSecrets) {}

  static SigningKeysJson of(SigningKeys found) {
    return new SigningKeysJson(
        found.active(),
        found.toReissue(),
        found.keys().stream()
            .map(key -> new Key(key.id(), key.status(), key.retiredAt(), key.documents()))
            .toList(),
        found.peppers().stream()
            .map(
                pepper ->
                    new Pepper(
                        pepper.id(),
                        pepper.active(),
                        pepper.known(),
                        pepper.apiKeys(),
                        pepper.connectorSecrets()))
            .toList());
  }
}
