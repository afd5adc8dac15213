package com.bpmcentr.license;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * What a decision says to the customer, in their language: one sentence, or two when there is
 * something to do about it. The texts are in {@code decision-messages_<language>.properties}.
 */
public final class DecisionMessages {

  private static final String BUNDLE = "com.bpmcentr.license.decision-messages";

  /** Dates are told as they are lived by most customers. */
  private static final ZoneId ZONE = ZoneId.of("Europe/Kyiv");

  private static final Map<Language, Texts> TEXTS = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      TEXTS.put(language, Texts.load(language));
    }
  }

  private DecisionMessages() {}

  /** The sentence for this decision. */
  public static String text(Decision decision, Language language) {
    Texts texts = TEXTS.get(language);
    if (texts == null) {
      throw new IllegalStateException("every language has its texts");
    }
    Grant grant = decision.grant();
    return texts.format(
        keyOf(decision),
        decision.check().connector(),
        decision.check().account(),
        decision.boundAccount() == null ? "" : decision.boundAccount(),
        texts.date(grant == null ? null : grant.startsAt()),
        texts.date(grant == null ? null : grant.endsAt()),
        texts.date(grant == null ? null : grant.accessEndsAt()));
  }

  private static String keyOf(Decision decision) {
    DecisionStatus status = decision.status();
    return decision.valid() && status != null
        ? "VALID." + status.wireName()
        : decision.code().name();
  }

  private record Texts(ResourceBundle bundle, Locale locale, DateTimeFormatter dates) {

    static Texts load(Language language) {
      Locale locale = Locale.forLanguageTag(language.wireName());
      ResourceBundle bundle =
          PropertyResourceBundle.getBundle(
              BUNDLE,
              locale,
              ResourceBundle.Control.getNoFallbackControl(
                  ResourceBundle.Control.FORMAT_PROPERTIES));
      return new Texts(
          bundle,
          locale,
          DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).withZone(ZONE));
    }

    String date(@Nullable Instant instant) {
      return instant == null ? "" : dates.format(instant);
    }

    String format(String key, Object... arguments) {
      try {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
      } catch (MissingResourceException e) {
        throw new IllegalStateException("no " + locale + " text for " + key, e);
      }
    }
  }
}
