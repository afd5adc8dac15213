package com.bpmcentr.console.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class SecretGeneratorTest {

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final SecretGenerator generator = new SecretGenerator();

  @Test
  void generate_form_isPrefixThenRandomThenChecksum() {
    String key = generator.generate("bpm_prod_").reveal();

    assertThat(key).matches("bpm_prod_[0-9A-Za-z]{38}");
    CRC32 crc = new CRC32();
    crc.update(key.substring(0, key.length() - 6).getBytes(US_ASCII));
    BigInteger checksum = BigInteger.ZERO;
    for (char digit : key.substring(key.length() - 6).toCharArray()) {
      checksum =
          checksum.multiply(BigInteger.valueOf(62)).add(BigInteger.valueOf(DIGITS.indexOf(digit)));
    }
    assertThat(checksum.longValueExact()).isEqualTo(crc.getValue());
  }

  @Test
  void generate_manyTimes_neverRepeatsAndUsesEveryCharacter() {
    Set<String> keys = new HashSet<>();
    Set<Integer> characters = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String random = generator.generate("").reveal().substring(0, 32);
      keys.add(random);
      random.chars().forEach(characters::add);
    }

    assertThat(keys).hasSize(1_000);
    assertThat(characters).hasSize(62);
  }

  @Test
  void toString_secret_showsNothingOfIt() {
    Secret secret = generator.generate("bpm_prod_");

    assertThat(secret).hasToString("Secret[redacted]");
    assertThat(secret.prefix(15)).isEqualTo(secret.reveal().substring(0, 15));
    assertThat(new Secret("ab").prefix(15)).isEqualTo("ab");
  }
}
