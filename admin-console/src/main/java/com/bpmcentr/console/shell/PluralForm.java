package com.bpmcentr.console.shell;

import com.bpmcentr.license.Language;
import java.util.Locale;

/** The plural form a count takes: Unicode's rules for whole numbers in our three languages. */
public enum PluralForm {
  ONE,
  FEW,
  MANY;

  public static PluralForm of(long count, Language language) {
    return switch (language) {
      case EN -> count == 1 ? ONE : MANY;
      case UK, RU -> slavic(Math.floorMod(count, 100));
    };
  }

  /** The key of a text's form: {@code customers.count} becomes {@code customers.count.few}. */
  public String of(String key) {
    return key + "." + name().toLowerCase(Locale.ROOT);
  }

  private static PluralForm slavic(int lastTwoDigits) {
    if (lastTwoDigits >= 11 && lastTwoDigits <= 14) {
      return MANY;
    }
    return switch (lastTwoDigits % 10) {
      case 1 -> ONE;
      case 2, 3, 4 -> FEW;
      default -> MANY;
    };
  }
}
