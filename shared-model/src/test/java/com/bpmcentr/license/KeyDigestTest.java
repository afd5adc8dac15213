package com.bpmcentr.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyDigestTest {

  @Property
  void of_anyBytes_keepsThem(@ForAll @Size(32) byte[] bytes) {
    KeyDigest digest = KeyDigest.of(bytes);

    assertThat(digest.toByteArray()).isEqualTo(bytes);
    assertThat(KeyDigest.parse(digest.toBase64Url())).isEqualTo(digest).hasSameHashCodeAs(digest);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void equals_oneBitChanged_differs(
      @ForAll @Size(32) byte[] bytes, @ForAll @IntRange(max = 255) int bit) {
    KeyDigest before = KeyDigest.of(bytes);
    bytes[bit / 8] ^= (byte) (1 << bit % 8);

    assertThat(KeyDigest.of(bytes)).isNotEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33})
  void of_otherLength_isRefused(int length) {
    assertThatThrownBy(() -> KeyDigest.of(new byte[length]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "*", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void parse_otherText_isRefused(String text) {
    assertThatThrownBy(() -> KeyDigest.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
