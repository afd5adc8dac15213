package com.bpmcentr.edge.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsualBodyTest {

  /** What a change puts in: all that JSON gives a meaning, and bytes that are no ASCII. */
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ":",
          ",",
          "\\",
          "\\u0041",
          "\\u00",
          " ",
          "\n",
          "\0",
          "\u001f",
          "\u007f",
          "\u0080",
          "\u00ff",
          "\u00c3\u00a9",
          "null",
          "1",
          "true",
          "{}",
          "\"x\"",
          "\"key\":\"k\"",
          ",\"account\":\"2\"",
          ",\"x\":{\"y\":[1]}",
          "");

  @Test
  void read_flatObjectOfStrings_read() {
    String body =
        " {\"connector\" : \"rozetka\",\n\"more\":\"\",\"account\":\"~ 1\",\"key\":\"k\"}\r\n";

    assertThat(UsualBody.read(body.getBytes(UTF_8)))
        .isEqualTo(new ParsedBody.Fields("k", "rozetka", "~ 1", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "{\"key\"}",
        "{\"key\":\"k\"",
        "{\"key\":\"k",
        "{\"key\":\"k\",}",
        "{\"key\":\"k\"}}",
        "{\"key\":\"k\"}\u00ff",
        "{\"key\":\"k\",\"key\":\"k\"}",
        "{\"key\":\"\u0001\"}",
        "{\"key\":\"\\u0041\"}",
        "{\"key\":\"\u00c3\u00a9\"}",
        "{\"key\":null}",
        "{\"key\":\"k\",\"more\":[]}",
      })
  void read_anythingElse_leftToTheGeneralReading(String body) {
    assertThat(UsualBody.read(body.getBytes(ISO_8859_1))).isNull();
  }

  @Property
  void of_anyBody_asTheGeneralReadingHasIt(@ForAll("changedBodies") byte[] body) {
    assertThat(ParsedBody.of(body)).isEqualTo(ParsedBody.general(body));
  }

  /** Usual bodies, most of them with something put in, taken out, or in place of something. */
  @Provide
  Arbitrary<byte[]> changedBodies() {
    return Combinators.combine(bodies(), changes().list().ofMaxSize(3))
        .as(
            (body, changes) -> {
              String changed = body;
              for (Change change : changes) {
                changed = change.in(changed);
              }
              return changed.getBytes(ISO_8859_1);
            });
  }

  /** Each character stands for the byte of its number. */
  private static Arbitrary<String> bodies() {
    Arbitrary<String> name =
        Arbitraries.of("key", "connector", "account", "lang", "more", "", "Key");
    Arbitrary<String> value = Arbitraries.strings().ascii().ofMaxLength(6);
    Arbitrary<String> space = Arbitraries.of("", "", " ", "\r\n\t");
    return Combinators.combine(name, space, value, space)
        .as((n, before, v, after) -> '"' + n + '"' + before + ":" + after + '"' + v + '"')
        .list()
        .ofMaxSize(5)
        .map(fields -> fields.stream().collect(Collectors.joining(",", "{", "}")));
  }

  private static Arbitrary<Change> changes() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 1000),
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(PIECES))
        .as(Change::new);
  }

  /** Puts a piece in the place of some bytes. */
  private record Change(int thousandth, int length, String piece) {

    String in(String body) {
      int from = body.length() * thousandth / 1000;
      int to = Math.min(body.length(), from + length);
      return body.substring(0, from) + piece + body.substring(to);
    }
  }
}
