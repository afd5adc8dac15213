package com.bpmcentr.console.shell;

import com.bpmcentr.license.Language;
import com.bpmcentr.license.WireName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The languages of the screens, each named in itself. */
public final class Languages {

  private static final List<Language> OFFERED = List.of(Language.UK, Language.EN, Language.RU);

  private Languages() {}

  public static List<Language> offered() {
    return OFFERED;
  }

  public static Locale locale(Language language) {
    return Locale.of(language.wireName());
  }

  public static String ownName(Language language) {
    return switch (language) {
      case EN -> "English";
      case RU -> "Русский";
      case UK -> "Українська";
    };
  }

  /** Two letters of its own, for which a phone has room: of the codes, UK is a country to many. */
  static String ownShortName(Language language) {
    return switch (language) {
      case EN -> "EN";
      case RU -> "РУ";
      case UK -> "УК";
    };
  }

  /** Any other language's readers get English. */
  public static Language of(Locale locale) {
    return ofCode(locale.getLanguage()).orElse(Language.EN);
  }

  static Optional<Language> ofCode(String code) {
    return WireName.find(Language.class, code);
  }

  static List<Locale> locales() {
    return Stream.of(Language.values()).map(Languages::locale).toList();
  }
}
