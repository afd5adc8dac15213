package com.bpmcentr.console.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {

  private static final int MOST = 10;

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

  private static String read(String text, int piece) throws IOException {
    InputStream stream =
        new FilterInputStream(new ByteArrayInputStream(text.getBytes(UTF_8))) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, Math.min(piece, length));
          }
        };
    LineReader reader = new LineReader(stream, MOST);
    List<String> lines = new ArrayList<>();
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
