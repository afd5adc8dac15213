package com.bpmcentr.console.export;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.license.WireName;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lines of comma-separated values, RFC 4180, that no spreadsheet program takes for formulas. */
final class Csv {

  /** Without it some spreadsheet programs read UTF-8 as something else. */
  static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final String END_OF_LINE = "\r\n";

  /** The full-width ones too, which East Asian programs evaluate. */
  private static final String FORMULAS_BEGIN = "=+-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n";

  private static final String TO_BE_QUOTED = ",;\"\r\n\t";

  private Csv() {}

  static String line(List<? extends @Nullable Object> values) {
    return values.stream().map(Csv::cell).collect(Collectors.joining(",", "", END_OF_LINE));
  }

  /** Numbers stay numbers; of all else, what could begin a formula gets an apostrophe in front. */
  private static String cell(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Number number -> number.toString();
      case Money money -> money.amountText();
      case WireName constant -> constant.wireName();
      default -> quoted(neutral(value.toString()));
    };
  }

  private static String neutral(String text) {
    return beginsFormula(text) || beginsFormula(text.strip()) ? "'" + text : text;
  }

  private static boolean beginsFormula(String text) {
    return !text.isEmpty() && FORMULAS_BEGIN.indexOf(text.charAt(0)) >= 0;
  }

  private static String quoted(String text) {
    boolean needed =
        text.isBlank() || text.chars().anyMatch(each -> TO_BE_QUOTED.indexOf(each) >= 0);
    return needed ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
