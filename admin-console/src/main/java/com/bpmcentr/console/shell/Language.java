package com.bpmcentr.console.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages of the screens, each named in itself. */
public enum Language {
  ENGLISH("en", "English"),
  UKRAINIAN("uk", "Українська"),
  RUSSIAN("ru", "Русский");

  private final String code;
  private final String ownName;

  Language(String code, String ownName) {
    this.code = code;
    this.ownName = ownName;
  }

  public String code() {
    return code;
  }

  public String ownName() {
    return ownName;
  }

  public Locale locale() {
    return Locale.of(code);
  }

  static List<Locale> locales() {
    return Arrays.stream(values()).map(Language::locale).toList();
  }

  static Optional<Language> ofCode(String code) {
    return Arrays.stream(values()).filter(language -> language.code.equals(code)).findFirst();
  }

  public static Language of(Locale locale) {
    return ofCode(locale.getLanguage()).orElse(ENGLISH);
  }
}
