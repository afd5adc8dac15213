package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionMessagesTest {

  private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

  /** In Kyiv the next day has begun. */
  private static final Instant END = Instant.parse("2026-11-30T22:30:00Z");

  private static final Set<DecisionStatus> VALID_STATUSES =
      Set.of(
          DecisionStatus.FREE,
          DecisionStatus.TRIAL,
          DecisionStatus.ACTIVE,
          DecisionStatus.CANCELED,
          DecisionStatus.PAST_DUE);

  @ParameterizedTest
  @EnumSource
  void texts_ofEachLanguage_haveExactlyTheKeysThatDecisionsNeed(Language language)
      throws IOException {
    Set<String> needed = new TreeSet<>();
    for (DecisionCode code : DecisionCode.values()) {
      if (code != DecisionCode.VALID) {
        needed.add(code.name());
      }
    }
    VALID_STATUSES.forEach(status -> needed.add("VALID." + status.wireName()));

    assertThat(new TreeSet<>(texts(language).stringPropertyNames())).isEqualTo(needed);
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void text_ofEachDecision_isASentenceWithNothingLeftOpen(Decision decision, Language language) {
    String text = DecisionMessages.text(decision, language);

    assertThat(text)
        .endsWith(".")
        .doesNotContain("{", "}", "''", "null", "  ", " .", "..", "«»")
        .hasSizeBetween(15, 250);
  }

  /** A single quote would swallow the placeholder after it. */
  @ParameterizedTest
  @EnumSource
  void texts_ofEachLanguage_doubleEveryApostrophe(Language language) throws IOException {
    Properties texts = texts(language);
    for (String key : texts.stringPropertyNames()) {
      assertThat(texts.getProperty(key).replace("''", "")).as(key).doesNotContain("'");
    }
  }

  /** The same facts in each language: what one text tells, the others tell. */
  @Test
  void texts_ofAllLanguages_useTheSamePlaceholders() throws IOException {
    Properties english = texts(Language.EN);
    for (Language language : Language.values()) {
      Properties texts = texts(language);
      for (String key : english.stringPropertyNames()) {
        assertThat(placeholders(texts.getProperty(key)))
            .as(language + " " + key)
            .isEqualTo(placeholders(english.getProperty(key)));
      }
    }
  }

  @Test
  void text_ofAccountMismatch_namesBothAccounts() {
    Decision decision = decision(DecisionCode.ACCOUNT_MISMATCH, DecisionStatus.ACTIVE);

    for (Language language : Language.values()) {
      assertThat(DecisionMessages.text(decision, language)).contains("rozetka", "100", "200");
    }
  }

  @Test
  void text_withDate_tellsItInTheLanguageAndInKyiv() {
    Decision decision = decision(DecisionCode.VALID, DecisionStatus.ACTIVE);

    assertThat(DecisionMessages.text(decision, Language.EN)).contains("December 1, 2026");
    assertThat(DecisionMessages.text(decision, Language.RU)).contains("1 декабря 2026 года");
    assertThat(DecisionMessages.text(decision, Language.UK)).contains("1 грудня 2026 року");
  }

  @Test
  void text_withUkrainianApostrophe_showsOne() {
    Decision decision = decision(DecisionCode.KEY_MISSING, null);

    assertThat(DecisionMessages.text(decision, Language.UK)).contains("з'єднанні rozetka");
  }

  /** The texts are MessageFormat's patterns: apostrophes, placeholders and all. */
  @ParameterizedTest
  @MethodSource("decisions")
  void text_ofEachDecision_isWhatMessageFormatSays(Decision decision, Language language)
      throws IOException {
    Locale locale = Locale.forLanguageTag(language.wireName());
    KyivDates days = new KyivDates(language);
    String key =
        decision.valid() ? "VALID." + decision.status().wireName() : decision.code().name();

    assertThat(DecisionMessages.text(decision, language))
        .isEqualTo(
            new MessageFormat(texts(language).getProperty(key), locale)
                .format(
                    new Object[] {
                      "rozetka",
                      "100",
                      "200",
                      days.text(START.toEpochMilli()),
                      days.text(END.toEpochMilli()),
                      days.text(END.plus(Duration.ofDays(3)).toEpochMilli())
                    }));
  }

  /** An account is any printable text, and a text is not a pattern. */
  @Test
  void text_withBracesInTheAccount_showsThemAsTheyAre() {
    Check check = new Check("rozetka", "{0}'{1}", null, null);
    Decision decision =
        new Decision(
            DecisionCode.TRIAL_ALREADY_USED,
            check,
            DecisionStatus.TRIAL,
            Category.STANDARD,
            null,
            null,
            null,
            null,
            false,
            List.of());

    assertThat(DecisionMessages.text(decision, Language.EN)).contains("account {0}'{1} has");
  }

  static List<Object[]> decisions() {
    List<Object[]> decisions = new ArrayList<>();
    for (Language language : Language.values()) {
      for (DecisionCode code : DecisionCode.values()) {
        if (code == DecisionCode.VALID) {
          VALID_STATUSES.forEach(
              status -> decisions.add(new Object[] {decision(code, status), language}));
        } else {
          decisions.add(new Object[] {decision(code, null), language});
        }
      }
    }
    return decisions;
  }

  private static Decision decision(DecisionCode code, DecisionStatus status) {
    Grant grant =
        new Grant(
            "s-1",
            START,
            "rozetka",
            "200",
            Category.STANDARD,
            Interval.MONTH,
            false,
            START,
            END,
            END.plus(Duration.ofDays(3)),
            true,
            null,
            null);
    return new Decision(
        code,
        new Check("rozetka", "100", null, null),
        status,
        Category.STANDARD,
        grant,
        "200",
        null,
        null,
        false,
        List.of());
  }

  private static Properties texts(Language language) throws IOException {
    String file = "decision-messages_" + language.wireName() + ".properties";
    Properties texts = new Properties();
    try (InputStream in = DecisionMessages.class.getResourceAsStream(file);
        Reader reader = new InputStreamReader(in, UTF_8)) {
      texts.load(reader);
    }
    return texts;
  }

  private static List<String> placeholders(String text) {
    return Pattern.compile("\\{[^}]*}")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .distinct()
        .sorted()
        .toList();
  }
}
