package com.bpmcentr.console.secret;

import com.bpmcentr.license.SecretText;
import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/** Makes secrets of the one form, {@link SecretText}, that nobody can guess. */
@Component
public final class SecretGenerator {

  private final SecureRandom random = new SecureRandom();

  /** A new secret that begins with the prefix, {@code bpm_prod_} for example. */
  public Secret generate(String prefix) {
    return new Secret(SecretText.compose(prefix, random::nextInt));
  }
}
