package com.bpmcentr.console.due;

import java.time.Instant;
import java.util.List;

/**
 * One kind of work that falls due as time goes on. {@link DueRunner} has it done in the order of
 * due times, however long no console was running.
 *
 * <p>"Once" rests on the work itself: what it does must make {@link #find} not find it again, in
 * the same transaction, and a unique index should say so too. The runner looks at the same stretch
 * of time more than once.
 */
public interface DueWork {

  /** As metrics and the table {@code due_work} call it; never changes. */
  String name();

  /**
   * What is due and not done, in the order of due time and subject.
   *
   * @param after only what comes after this place
   * @param until only what is due by then, including; never in the future
   * @param most how many at most
   */
  List<Due> find(Place after, Instant until, int most);

  /**
   * Does them, all or none, in the transaction that also notes how far the work has come. What
   * turns out not to be due any more is left. An exception rolls all back: they are then tried one
   * by one, and what fails alone is noted, passed over, and tried again every hour. At most {@link
   * com.bpmcentr.console.publishing.Publisher#MOST_DOCUMENTS} are handed over at once; the locks of
   * customers come first, by id, those of the audit log and the feed last.
   *
   * @param now when it is done, the same for all
   */
  void carryOut(List<Due> due, Instant now);
}
