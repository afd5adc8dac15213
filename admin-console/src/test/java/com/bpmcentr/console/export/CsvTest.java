package com.bpmcentr.console.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.license.Language;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

  @Test
  void line_valuesOfEachKind_areAsOthersReadThem() {
    assertThat(
            Csv.line(
                Arrays.asList(
                    "Олена", -5, null, Language.UK, new Money(new BigDecimal("-15.00"), "USD"))))
        .isEqualTo("Олена,-5,,uk,-15.00\r\n");
  }

  @Test
  void line_textsWithSeparators_areQuoted() {
    assertThat(Csv.line(List.of("a,b", "say \"no\"", "two\nlines", " ")))
        .isEqualTo("\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",\" \"\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+380",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\uFF1D1+1",
        "\uFF0B1",
        "\uFF0D1",
        "\uFF20A1",
        " =1+1",
        "\u2003@A1"
      })
  void line_whatCouldBeginAFormula_getsAnApostrophe(String text) {
    assertThat(Csv.line(List.of(text)).replace("\"", "")).startsWith("'" + text);
  }

  /** Whoever splits it again finds as many cells, and no line more. */
  @Property
  void line_anyTexts_keepTheirNumber(@ForAll List<String> texts) {
    assertThat(cells(Csv.line(texts))).isEqualTo(Math.max(1, texts.size()));
  }

  private static int cells(String line) {
    int cells = 1;
    boolean quoted = false;
    for (char each : line.substring(0, line.length() - 2).toCharArray()) {
      if (each == '"') {
        quoted = !quoted;
      } else if (!quoted && each == ',') {
        cells++;
      } else {
        assertThat(!quoted && (each == '\r' || each == '\n')).isFalse();
      }
    }
    assertThat(quoted).isFalse();
    assertThat(line).endsWith("\r\n");
    return cells;
  }
}
