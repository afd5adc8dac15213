package com.bpmcentr.license;

import com.bpmcentr.license.DecisionSentence.Fact;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * What a decision says to the customer, in their language: one sentence, or two when there is
 * something to do about it. The texts are in {@code decision-messages_<language>.properties}.
 */
public final class DecisionMessages {

  private static final String BUNDLE = "com.bpmcentr.license.decision-messages";

  private static final Map<Language, Texts> TEXTS = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      TEXTS.put(language, Texts.load(language));
    }
  }

  private DecisionMessages() {}

  /** The sentence for this decision. */
  public static String text(Decision decision, Language language) {
    DecisionSentence sentence = sentence(decision.code(), decision.status(), language);
    StringBuilder text = new StringBuilder(sentence.texts().getFirst());
    for (int i = 0; i < sentence.facts().size(); i++) {
      text.append(fact(decision, sentence.facts().get(i), language))
          .append(sentence.texts().get(i + 1));
    }
    return text.toString();
  }

  /**
   * The sentence for decisions of this code and status, its facts still open.
   *
   * @throws IllegalArgumentException when no decision has this code with this status
   */
  public static DecisionSentence sentence(
      DecisionCode code, @Nullable DecisionStatus status, Language language) {
    Texts texts = textsOf(language);
    DecisionSentence sentence =
        code == DecisionCode.VALID && status != null
            ? texts.valid.get(status)
            : texts.others.get(code);
    if (sentence == null) {
      throw new IllegalArgumentException("no " + language + " text for " + code + ", " + status);
    }
    return sentence;
  }

  /** What the decision tells of this fact; empty when it knows nothing of it. */
  public static String fact(Decision decision, Fact fact, Language language) {
    HeldGrant grant = decision.grant();
    return switch (fact) {
      case CONNECTOR -> decision.check().connector();
      case ACCOUNT -> decision.check().account();
      case BOUND_ACCOUNT -> decision.boundAccount() == null ? "" : decision.boundAccount();
      case START -> grant == null ? "" : day(grant.startsAtMillis(), language);
      case END -> grant == null ? "" : day(grant.endsAtMillis(), language);
      case ACCESS_END -> grant == null ? "" : day(grant.accessEndsAtMillis(), language);
    };
  }

  private static String day(long epochMillis, Language language) {
    return textsOf(language).days.text(epochMillis);
  }

  private static Texts textsOf(Language language) {
    Texts texts = TEXTS.get(language);
    if (texts == null) {
      throw new IllegalStateException("every language has its texts");
    }
    return texts;
  }

  private record Texts(
      Map<DecisionStatus, DecisionSentence> valid,
      Map<DecisionCode, DecisionSentence> others,
      KyivDates days) {

    private static final List<Fact> FACTS = List.of(Fact.values());

    /** Of the characters that Unicode leaves to private use: no text has them. */
    private static final char FIRST_MARK = '\uE000';

    static Texts load(Language language) {
      Locale locale = Locale.forLanguageTag(language.wireName());
      ResourceBundle bundle =
          PropertyResourceBundle.getBundle(
              BUNDLE,
              locale,
              ResourceBundle.Control.getNoFallbackControl(
                  ResourceBundle.Control.FORMAT_PROPERTIES));
      Map<DecisionStatus, DecisionSentence> valid = new EnumMap<>(DecisionStatus.class);
      for (DecisionStatus status : DecisionStatus.values()) {
        put(valid, status, bundle, "VALID." + status.wireName());
      }
      Map<DecisionCode, DecisionSentence> others = new EnumMap<>(DecisionCode.class);
      for (DecisionCode code : DecisionCode.values()) {
        put(others, code, bundle, code.name());
      }
      return new Texts(valid, others, new KyivDates(language));
    }

    /** A key that the bundle lacks is one that no decision asks for; a test compares the two. */
    private static <K extends Enum<K>> void put(
        Map<K, DecisionSentence> sentences, K key, ResourceBundle bundle, String name) {
      if (bundle.containsKey(name)) {
        sentences.put(key, cut(bundle.getString(name)));
      }
    }

    /**
     * Cuts a pattern once: a MessageFormat would read it anew at each answer, which took 240 ns. It
     * is the MessageFormat that does the cutting, filling in a mark for each fact.
     */
    private static DecisionSentence cut(String pattern) {
      Object[] marks = new Object[FACTS.size()];
      for (int i = 0; i < marks.length; i++) {
        marks[i] = Character.toString(FIRST_MARK + i);
      }
      String marked = new MessageFormat(pattern, Locale.ROOT).format(marks);
      List<String> texts = new ArrayList<>();
      List<Fact> facts = new ArrayList<>();
      int start = 0;
      for (int i = 0; i < marked.length(); i++) {
        int mark = marked.charAt(i) - FIRST_MARK;
        if (mark >= 0 && mark < marks.length) {
          texts.add(marked.substring(start, i));
          facts.add(FACTS.get(mark));
          start = i + 1;
        }
      }
      texts.add(marked.substring(start));
      return new DecisionSentence(texts, facts);
    }
  }
}
