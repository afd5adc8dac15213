package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class SecretTextTest {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  @Test
  void compose_numbers_areBase62Characters() {
    AtomicInteger next = new AtomicInteger(29);

    String text = SecretText.compose("bpm_prod_", bound -> next.incrementAndGet() % bound);

    assertThat(text).startsWith("bpm_prod_UVWXYZabcdefghijklmnopqrstuvwxyz").hasSize(9 + 38);
  }

  @Test
  void compose_anyNumbers_endsWithTheChecksumOfAllBefore() {
    Random random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      String text = SecretText.compose("bpm_test_", random::nextInt);

      CRC32 crc = new CRC32();
      crc.update(text.substring(0, text.length() - 6).getBytes(US_ASCII));
      BigInteger checksum = BigInteger.ZERO;
      for (char digit : text.substring(text.length() - 6).toCharArray()) {
        checksum =
            checksum
                .multiply(BigInteger.valueOf(62))
                .add(BigInteger.valueOf(DIGITS.indexOf(digit)));
      }
      assertThat(checksum.longValueExact()).isEqualTo(crc.getValue());
    }
  }

  @Test
  void compose_numberOutOfBounds_isRefused() {
    assertThatThrownBy(() -> SecretText.compose("", bound -> bound))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
