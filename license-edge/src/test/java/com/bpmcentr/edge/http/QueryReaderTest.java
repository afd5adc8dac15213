package com.bpmcentr.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.http.QueryParameter.Malformed;
import com.bpmcentr.edge.http.QueryParameter.Missing;
import com.bpmcentr.edge.http.QueryParameter.Repeated;
import com.bpmcentr.edge.http.QueryParameter.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryReaderTest {

  private static QueryParameter read(String query) {
    return new QueryReader("a").read(query).getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "a=1, 1",
    "a=1&b=2, 1",
    "b=2&a=1, 1",
    "b&a=1&, 1",
    "aa=2&a=1, 1",
    "a=, ''",
    "a, ''",
    "a=x=y, x=y",
    "a=%31+2, 1 2",
    "%61=1, 1",
    "a=%D0%9A, К",
  })
  void read_once_itsValueDecoded(String query, String value) {
    assertThat(read(query)).isEqualTo(new Value(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "b=1", "A=1", "a+=1", "%2561=1", "&&"})
  void read_notThere_missing(String query) {
    assertThat(read(query)).isEqualTo(new Missing());
  }

  @Test
  void read_noQuery_missing() {
    assertThat(read(null)).isEqualTo(new Missing());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1&a=1", "a=1&b=2&a=2", "a&a", "a=1&%61=2", "%61=1&a=2"})
  void read_twice_repeatedHoweverWritten(String query) {
    assertThat(read(query)).isEqualTo(new Repeated());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%1", "a=%zz", "a=%FF", "a=%C0%80", "a=%ED%A0%80", "a=%٣٣"})
  void read_brokenEncoding_malformed(String query) {
    assertThat(read(query)).isEqualTo(new Malformed());
  }

  @Property
  void read_whatAFormEncodes_comesBack(@ForAll String value) {
    String wellFormed = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    String query = "x=1&a=" + URLEncoder.encode(wellFormed, StandardCharsets.UTF_8) + "&y=2";

    assertThat(read(query)).isEqualTo(new Value(wellFormed));
  }

  @Property
  void read_anyQuery_neverFails(@ForAll String query) {
    assertThat(new QueryReader("connector").read(query)).isNotNull();
  }

  @Property
  void read_several_saysOfEachWhatReadingItAloneSays(@ForAll("queries") String query) {
    List<String> names = List.of("a", "b", "ab");

    assertThat(new QueryReader("a", "b", "ab").read(query))
        .isEqualTo(
            names.stream().map(name -> new QueryReader(name).read(query).getFirst()).toList());
  }

  @Provide
  Arbitrary<String> queries() {
    return Arbitraries.of("a", "b", "=", "&", "%61", "%62", "%", "+", "1")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }
}
