package com.bpmcentr.license;

import java.util.List;

/**
 * What is said of a decision, cut where its facts go: a text, a fact, a text, …, a text.
 *
 * @param texts one more than facts; may be empty
 * @param facts what stands between one text and the next
 */
public record DecisionSentence(List<String> texts, List<Fact> facts) {

  /** What a sentence can tell, in the order of the placeholders {@code {0}} to {@code {5}}. */
  public enum Fact {
    CONNECTOR,
    /** The account asked for. */
    ACCOUNT,
    /** The account that the subscription is bound to. */
    BOUND_ACCOUNT,
    /** The day on which access starts. */
    START,
    /** The day on which the paid period ends. */
    END,
    /** The day on which access ends. */
    ACCESS_END
  }

  public DecisionSentence {
    texts = List.copyOf(texts);
    facts = List.copyOf(facts);
    if (texts.size() != facts.size() + 1) {
      throw new IllegalArgumentException("texts and facts alternate");
    }
  }
}
