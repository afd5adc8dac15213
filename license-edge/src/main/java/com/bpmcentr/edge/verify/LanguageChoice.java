package com.bpmcentr.edge.verify;

import com.bpmcentr.license.Language;
import org.jspecify.annotations.Nullable;

/** Which language a message is said in: the one asked for, else the browser's, else English. */
final class LanguageChoice {

  private LanguageChoice() {}

  /**
   * Chooses; what is not understood is passed over, since no answer shall fail for its language.
   *
   * @param asked the parameter {@code lang}
   * @param acceptLanguage the header field (RFC 9110, section 12.5.4)
   */
  static Language of(@Nullable String asked, @Nullable String acceptLanguage) {
    Language language = asked == null ? null : byTag(asked, 0, asked.length());
    if (language == null && acceptLanguage != null) {
      language = preferred(acceptLanguage);
    }
    return language == null ? Language.EN : language;
  }

  private static @Nullable Language preferred(String acceptLanguage) {
    Language best = null;
    int bestQuality = 0;
    int start = 0;
    while (start < acceptLanguage.length()) {
      int comma = acceptLanguage.indexOf(',', start);
      int end = comma < 0 ? acceptLanguage.length() : comma;
      int semicolon = acceptLanguage.indexOf(';', start);
      int tagEnd = semicolon < 0 || semicolon > end ? end : semicolon;
      Language language = byTag(acceptLanguage, start, tagEnd);
      if (language != null) {
        int quality = tagEnd == end ? 1000 : quality(acceptLanguage.substring(tagEnd + 1, end));
        if (quality > bestQuality) {
          best = language;
          bestQuality = quality;
        }
      }
      start = end + 1;
    }
    return best;
  }

  /** The language of a tag such as {@code uk} or {@code ru-UA}. */
  private static @Nullable Language byTag(String text, int from, int to) {
    int start = from;
    while (start < to && text.charAt(start) == ' ') {
      start++;
    }
    int length = 0;
    while (start + length < to && isLetter(text.charAt(start + length))) {
      length++;
    }
    if (length != 2) {
      return null;
    }
    if (text.regionMatches(true, start, "uk", 0, 2)) {
      return Language.UK;
    }
    if (text.regionMatches(true, start, "ru", 0, 2)) {
      return Language.RU;
    }
    return text.regionMatches(true, start, "en", 0, 2) ? Language.EN : null;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** Thousandths of {@code q=0.8}; 0 for what is not a weight. */
  private static int quality(String parameter) {
    String weight = parameter.strip();
    if (!weight.startsWith("q=") || weight.length() > 7) {
      return 0;
    }
    try {
      double value = Double.parseDouble(weight.substring(2));
      return value >= 0 && value <= 1 ? (int) Math.round(value * 1000) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
