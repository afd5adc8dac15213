package com.bpmcentr.console.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {

  private static final int MOST = 10;
  private static final int MOST_LINES = 20;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "a\\nb;1:a 2:b",
        "a\\nb\\n;1:a 2:b",
        "a\\r\\nb\\r\\n;1:a 2:b",
        "\\n\\r\\n  \\na;4:a",
        "a\\n\\n\\n;1:a",
        "\\uFEFFa\\n\\uFEFFb;1:a 2:\\uFEFFb",
        "0123456789\\r\\nb;1:0123456789 2:b",
        "0123456789a\\nb;1:long 2:b",
        "01234567890123456789\\r\\nb;1:long 2:b",
        "0123456789;1:0123456789",
        "0123456789\\r;1:0123456789",
        "01234567890;1:long"
      })
  void next_textOfEveryShape_isCutIntoItsLines(String text, String expected) throws IOException {
    assertThat(read(unescaped(text), Integer.MAX_VALUE)).isEqualTo(unescaped(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n \n\t"})
  void next_nothingInIt_hasNoLine(String text) throws IOException {
    assertThat(read(text, Integer.MAX_VALUE)).isEmpty();
  }

  @Test
  void next_streamInSmallPieces_readsTheSame() throws IOException {
    String text = "a\r\n0123456789a\r\n\r\nbc";

    for (int piece = 1; piece < text.length(); piece++) {
      assertThat(read(text, piece)).isEqualTo("1:a 2:long 4:bc");
    }
  }

  @Test
  void next_lineLongerThanAnyBuffer_isPassedOver() throws IOException {
    String text = "x".repeat(1_000_000) + "\nb";

    assertThat(read(text, Integer.MAX_VALUE)).isEqualTo("1:long 2:b");
  }

  @Test
  void next_blankLinesWithoutEnd_comeToAnEndAtTheMostOfLines() throws IOException {
    assertThat(read("a\n" + "\n".repeat(9), Integer.MAX_VALUE)).isEqualTo("1:a");
    assertThat(read("a\n" + "\n".repeat(99) + "b", Integer.MAX_VALUE))
        .startsWith("1:a 21: 22: ")
        .endsWith(" 101:b");
  }

  /** Line ends, or a byte of a long line, now and then: a request would be held for ever. */
  @ParameterizedTest
  @ValueSource(strings = {"\n", " ", "x"})
  void next_bytesWithoutALine_areSilenceAfterAWhile(String trickle) {
    assertThatThrownBy(
            () -> read("a\n" + trickle.repeat(20), 1, Duration.ofSeconds(19), new ArrayList<>()))
        .isInstanceOf(ImportGivenUpException.class);
    List<String> lines = new ArrayList<>();
    assertThatNoException()
        .isThrownBy(() -> read("a\nb\nc\nd\ne\nf", 1, Duration.ofSeconds(50), lines));
    assertThat(lines).hasSize(6);
  }

  private static String read(String text, int piece) throws IOException {
    return read(text, piece, Duration.ZERO, new ArrayList<>());
  }

  private static String read(String text, int piece, Duration each, List<String> lines)
      throws IOException {
    // it may go over to the negative ones at any time
    AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    InputStream stream =
        new FilterInputStream(new ByteArrayInputStream(text.getBytes(UTF_8))) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            nanos.addAndGet(each.toNanos());
            return super.read(target, offset, Math.min(piece, length));
          }
        };
    LineReader reader = new LineReader(stream, new ImportLimits(MOST, MOST_LINES), nanos::get);
    for (LineReader.Line line = reader.next(); line != null; line = reader.next()) {
      lines.add(
          line.number() + ":" + (line.bytes() == null ? "long" : new String(line.bytes(), UTF_8)));
    }
    return String.join(" ", lines);
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\uFEFF", "\uFEFF");
  }
}
