package com.bpmcentr.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.apikey.ApiKey;
import com.bpmcentr.console.apikey.ImportedKeys;
import com.bpmcentr.console.apikey.NewApiKey;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.license.Environment;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Keys that were made elsewhere, added as an import adds them. */
public final class ForeignKeys {

  private ForeignKeys() {}

  public static ApiKey add(ImportedKeys keys, UUID customer, String text, Instant now) {
    ImportedKeys.Made made =
        keys.make(
            customer,
            new NewApiKey("Old", Environment.PROD, null),
            keys.digest(new Secret(text)),
            now);
    assertThat(keys.insertAll(List.of(made))).isEqualTo(1);
    return made.key();
  }
}
