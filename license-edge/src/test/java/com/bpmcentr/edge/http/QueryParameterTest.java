package com.bpmcentr.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.http.QueryParameter.Malformed;
import com.bpmcentr.edge.http.QueryParameter.Missing;
import com.bpmcentr.edge.http.QueryParameter.Repeated;
import com.bpmcentr.edge.http.QueryParameter.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParameterTest {

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
  void find_once_itsValueDecoded(String query, String value) {
    assertThat(QueryParameter.find(query, "a")).isEqualTo(new Value(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "b=1", "A=1", "a+=1", "%2561=1", "&&"})
  void find_notThere_missing(String query) {
    assertThat(QueryParameter.find(query, "a")).isEqualTo(new Missing());
  }

  @Test
  void find_noQuery_missing() {
    assertThat(QueryParameter.find(null, "a")).isEqualTo(new Missing());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1&a=1", "a=1&b=2&a=2", "a&a", "a=1&%61=2", "%61=1&a=2"})
  void find_twice_repeatedHoweverWritten(String query) {
    assertThat(QueryParameter.find(query, "a")).isEqualTo(new Repeated());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%1", "a=%zz", "a=%FF", "a=%C0%80", "a=%ED%A0%80", "a=%٣٣"})
  void find_brokenEncoding_malformed(String query) {
    assertThat(QueryParameter.find(query, "a")).isEqualTo(new Malformed());
  }

  @Property
  void find_whatAFormEncodes_comesBack(@ForAll String value) {
    String wellFormed = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    String query = "x=1&a=" + URLEncoder.encode(wellFormed, StandardCharsets.UTF_8) + "&y=2";

    assertThat(QueryParameter.find(query, "a")).isEqualTo(new Value(wellFormed));
  }

  @Property
  void find_anyQuery_neverFails(@ForAll String query) {
    assertThat(QueryParameter.find(query, "connector")).isNotNull();
  }
}
