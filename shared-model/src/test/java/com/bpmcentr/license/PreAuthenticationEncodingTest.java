package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PreAuthenticationEncodingTest {

  /** The example of the DSSE protocol's own text, section "Test Vectors". */
  @Test
  void of_exampleOfTheProtocol_givesItsBytes() {
    byte[] encoded =
        PreAuthenticationEncoding.of(
            "http://example.com/HelloWorld", "hello world".getBytes(UTF_8));

    assertThat(new String(encoded, UTF_8))
        .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  }

  @Test
  void of_typeBeyondAscii_countsBytes() {
    byte[] encoded = PreAuthenticationEncoding.of("тип", new byte[0]);

    assertThat(new String(encoded, UTF_8)).isEqualTo("DSSEv1 6 тип 0 ");
  }

  /** Drawn from few characters, so that shifting bytes between type and payload is tried often. */
  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void of_twoPairs_areEqualOnlyWhenThePairsAre(
      @ForAll
          @StringLength(max = 6)
          @CharRange(from = '0', to = '2')
          @CharRange(from = ' ', to = ' ')
          String firstType,
      @ForAll
          @StringLength(max = 6)
          @CharRange(from = '0', to = '2')
          @CharRange(from = ' ', to = ' ')
          String secondType,
      @ForAll @Size(max = 4) byte[] firstPayload,
      @ForAll
          @StringLength(max = 6)
          @CharRange(from = '0', to = '2')
          @CharRange(from = ' ', to = ' ')
          String secondPayload) {
    byte[] second = secondPayload.getBytes(UTF_8);
    boolean same = firstType.equals(secondType) && Arrays.equals(firstPayload, second);

    assertThat(
            Arrays.equals(
                PreAuthenticationEncoding.of(firstType, firstPayload),
                PreAuthenticationEncoding.of(secondType, second)))
        .isEqualTo(same);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void of_bytesMovedFromTypeToPayload_differs(
      @ForAll @StringLength(min = 1, max = 30) @CharRange(from = ' ', to = '~') String text,
      @ForAll @Size(max = 30) byte[] payload) {
    String shorter = text.substring(0, text.length() - 1);
    byte[] longer = new byte[payload.length + 1];
    longer[0] = (byte) text.charAt(text.length() - 1);
    System.arraycopy(payload, 0, longer, 1, payload.length);

    assertThat(PreAuthenticationEncoding.of(text, payload))
        .isNotEqualTo(PreAuthenticationEncoding.of(shorter, longer));
  }
}
