package com.bpmcentr.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {

  private static final byte[] QUOTE = {'"'};

  @Property
  void escaped_anyText_isReadBackFromTheBytes(@ForAll String text) throws IOException {
    byte[] json = new JsonBytes().raw(QUOTE).escaped(text).raw(QUOTE).toBuffer().getBytes();

    try (JsonParser parser = new JsonFactory().createParser(json)) {
      assertThat(parser.nextTextValue()).isEqualTo(text);
    }
  }

  @Property
  void escaped_afterAnotherText_hasNothingOfIt(@ForAll String before, @ForAll String text) {
    JsonBytes used = new JsonBytes().escaped(before).clear().escaped(text);

    assertThat(used.toString()).isEqualTo(new JsonBytes().escaped(text).toString());
    assertThat(used.toBuffer().toString(StandardCharsets.UTF_8)).isEqualTo(used.toString());
  }

  @Property
  void time_anyOfTheYearsThereAre_isWhatInstantSays(
      @ForAll @LongRange(min = -62_135_596_800_000L, max = 253_402_300_799_999L) long time) {
    assertThat(new JsonBytes().time(time).toString())
        .isEqualTo(Instant.ofEpochMilli(time).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999Z",
        "1970-01-01T00:00:00Z",
        "2026-02-28T09:08:07.006Z",
        "2028-02-29T23:00:00.100Z",
        "9999-12-31T23:59:59.999Z",
        "+10000-01-01T00:00:00Z",
        "-0001-12-31T00:00:00Z"
      })
  void time_ofAnInstant_isItsText(String text) {
    assertThat(new JsonBytes().time(Instant.parse(text).toEpochMilli()).toString()).isEqualTo(text);
  }
}
