package com.bpmcentr.console.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import java.util.zip.CRC32;
import org.springframework.stereotype.Component;

/**
 * Makes secrets of one form: a prefix that says what it opens, 32 random base62 characters (190
 * bits), and 6 base62 characters of a CRC-32 over all before them. The checksum lets scanners of
 * source code tell a leaked secret from noise; it protects nothing.
 */
@Component
public final class SecretGenerator {

  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int RANDOM_CHARACTERS = 32;
  private static final int CHECKSUM_CHARACTERS = 6;

  private final SecureRandom random = new SecureRandom();

  /** A new secret that begins with the prefix, {@code bpm_prod_} for example. */
  public Secret generate(String prefix) {
    StringBuilder text = new StringBuilder(prefix);
    for (int i = 0; i < RANDOM_CHARACTERS; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new Secret(text + checksum(text.toString()));
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(US_ASCII));
    long rest = crc.getValue();
    char[] digits = new char[CHECKSUM_CHARACTERS];
    for (int i = digits.length - 1; i >= 0; i--) {
      digits[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
      rest /= ALPHABET.length();
    }
    return new String(digits);
  }
}
