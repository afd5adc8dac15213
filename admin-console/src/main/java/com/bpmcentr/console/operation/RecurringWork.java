package com.bpmcentr.console.operation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done again and again in the background. What it fails with is logged when it begins
 * to fail and when it works again, not each time in between.
 */
public final class RecurringWork {

  private static final Logger LOG = LoggerFactory.getLogger(RecurringWork.class);

  private final String name;
  private final Runnable work;
  private boolean failing;

  /**
   * Work that nobody waits for.
   *
   * @param name what the log calls it
   */
  public RecurringWork(String name, Runnable work) {
    this.name = name;
    this.work = work;
  }

  /** Does it once; true unless it failed. Never throws. */
  public synchronized boolean run() {
    try {
      work.run();
      if (failing) {
        LOG.info("{} works again", name);
      }
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn("{} fails: {}", name, e.toString());
      }
      failing = true;
    }
    return !failing;
  }
}
