package com.bpmcentr.console.publishing;

import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.VerifiedSubject;

/** What was in force of one subject at one moment, as far as it can be believed. */
public sealed interface Published {

  /**
   * A document whose signature holds.
   *
   * @param position where edges found it
   * @param newest whether nothing newer of the subject was published
   */
  record Version(VerifiedSubject verified, FeedPosition position, boolean newest)
      implements Published {}

  /** A compromised key signed it: it decides nothing. */
  record Compromised() implements Published {}

  /** The rows are not what was published, which is an alarm of its own. */
  record Differs() implements Published {}

  /** There was one, and its entry is no longer kept. */
  record NotKept() implements Published {}

  /** Nothing of the subject was published by then. */
  record Never() implements Published {}
}
