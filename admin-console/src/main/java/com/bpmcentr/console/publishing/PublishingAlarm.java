package com.bpmcentr.console.publishing;

import java.time.Instant;

/**
 * Something about the feed that an operator must look at.
 *
 * @param detail what was found, without secrets
 */
public record PublishingAlarm(Kind kind, String detail, Instant since) {

  /** What is wrong, and whether anything may be published while it is. */
  public enum Kind {
    /** The database is behind what this console has published: restored, or failed over. */
    DATABASE_BEHIND(true),
    /** Head, chain, root or checkpoint are not what was signed. */
    HISTORY_DIFFERS(true),
    /** A row of the current set is not what was signed: its subject is not signed over. */
    ROW_DIFFERS(false),
    /** Rows of the current set can be no document's, by their size: they count for nothing. */
    ROW_UNFIT(false),
    /** An entry stands where the next one belongs: nothing can be published. */
    ENTRY_BEYOND_HEAD(false),
    /** Business rows would have brought back what was revoked. */
    REVOKED_WOULD_RETURN(false),
    /** This machine's clock and the database's differ: nothing is signed until they agree. */
    CLOCK_DIFFERS(false),
    /** Keys live under a pepper that this console's file does not have: edges like it know none. */
    PEPPER_MISSING(false),
    /** How far this console has published is in no file: a database set back goes unnoticed. */
    POSITION_UNWRITTEN(false),
    /** Two edges that live go by one id: each is shown, but nobody can tell which is which. */
    EDGE_ID_SHARED(false),
    /** What falls due was done ahead of its time, by clocks that were wrong and now are not. */
    DUE_WORK_AHEAD(false);

    private final boolean closesFeed;

    Kind(boolean closesFeed) {
      this.closesFeed = closesFeed;
    }

    /** Whether the feed stays read-only until the console is started anew. */
    public boolean closesFeed() {
      return closesFeed;
    }

    /** Whether an owner can have the rows put back that it is about. */
    public boolean canBeRepaired() {
      return this == ROW_DIFFERS || this == ROW_UNFIT || this == ENTRY_BEYOND_HEAD;
    }
  }
}
