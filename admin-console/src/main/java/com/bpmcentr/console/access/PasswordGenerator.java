package com.bpmcentr.console.access;

import com.bpmcentr.console.secret.Secret;
import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/** Makes passwords that can be read out and typed: 20 characters, 115 bits. */
@Component
final class PasswordGenerator {

  private static final String WITHOUT_LOOKALIKES =
      "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final int LENGTH = 20;

  private final SecureRandom random = new SecureRandom();

  Secret generate() {
    StringBuilder password = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      password.append(WITHOUT_LOOKALIKES.charAt(random.nextInt(WITHOUT_LOOKALIKES.length())));
    }
    return new Secret(password.toString());
  }
}
