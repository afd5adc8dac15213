package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.function.IntUnaryOperator;
import java.util.zip.CRC32;

/**
 * The form of all secrets that the system makes, API keys among them: a prefix that says what it
 * opens, 32 random base62 characters (190 bits), and 6 base62 characters of a CRC-32 over all
 * before them.
 *
 * <p>The checksum lets scanners of source code tell a leaked secret from noise; it protects
 * nothing, and no check depends on it: keys made elsewhere have none. The form is that of GitHub's
 * tokens ("Behind GitHub's new authentication token formats", The GitHub Blog, 5 April 2021);
 * digits, then capitals, then small letters stand for 0 to 61, and the checksum's highest digit
 * comes first.
 */
public final class SecretText {

  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int RANDOM_CHARACTERS = 32;
  private static final int CHECKSUM_CHARACTERS = 6;

  private SecretText() {}

  /**
   * A secret that begins with the prefix, {@code bpm_prod_} for example.
   *
   * @param random given a bound, a number from 0 to below it; asked once for each random character.
   *     The secret is as hard to guess as its numbers are
   */
  public static String compose(String prefix, IntUnaryOperator random) {
    StringBuilder text = new StringBuilder(prefix);
    for (int i = 0; i < RANDOM_CHARACTERS; i++) {
      text.append(BASE62.charAt(random.applyAsInt(BASE62.length())));
    }
    return text.append(checksum(text.toString())).toString();
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(US_ASCII));
    char[] digits = new char[CHECKSUM_CHARACTERS];
    long rest = crc.getValue();
    for (int i = digits.length - 1; i >= 0; i--) {
      digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
      rest /= BASE62.length();
    }
    return new String(digits);
  }
}
