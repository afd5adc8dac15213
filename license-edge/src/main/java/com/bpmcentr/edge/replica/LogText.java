package com.bpmcentr.edge.replica;

/** What others wrote, made fit for a line of the log: short, and unable to end the line. */
final class LogText {

  private LogText() {}

  /**
   * The text, with escapes instead of what is not to be seen or would move what is.
   *
   * @param most how many characters of it are shown
   */
  static String of(String text, int most) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), most) + 1);
    text.codePoints().limit(most).forEach(character -> append(shown, character));
    return text.codePointCount(0, text.length()) > most
        ? shown.append('…').toString()
        : shown.toString();
  }

  private static void append(StringBuilder shown, int character) {
    switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          shown.append("\\u{").append(Integer.toHexString(character)).append('}');
      default -> shown.appendCodePoint(character);
    }
  }
}
