package com.bpmcentr.console.apikey;

import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.console.secret.PastedKeyQuery;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.console.secret.SecretPrefix;
import com.bpmcentr.license.Environment;
import java.util.List;
import java.util.Optional;

/** How keys look, those made here and those that may be imported. */
final class KeyForm {

  private static final String PRODUCTION = "bpm_prod_";
  private static final String TEST = "bpm_test_";

  /** Kinds with a meaning of their own: magic keys, staff's tokens, connectors' secrets. */
  private static final List<String> MADE_HERE_ONLY =
      List.of("bpm_test_magic_", "bpm_adm_", "bpm_conn_");

  private KeyForm() {}

  static String prefixOf(Environment environment) {
    return switch (environment) {
      case PROD -> PRODUCTION;
      case TEST -> TEST;
    };
  }

  /** What of the key may be kept and shown. */
  static String prefix(Secret secret, boolean imported) {
    return imported ? secret.prefix(SecretPrefix.FOREIGN) : SecretPrefix.of(secret);
  }

  /** What is wrong with a key from elsewhere. */
  static Optional<Invalid> problem(Secret secret) {
    String text = secret.reveal();
    boolean right =
        PastedKeyQuery.hasTheForm(text) && MADE_HERE_ONLY.stream().noneMatch(text::startsWith);
    return right ? Optional.empty() : Optional.of(new Invalid("key", InvalidKey.KEY));
  }
}
