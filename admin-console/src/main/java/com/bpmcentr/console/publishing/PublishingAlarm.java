package com.bpmcentr.console.publishing;

import com.bpmcentr.license.WireName;
import java.time.Instant;
import java.util.List;

/**
 * Something about the feed that an operator must look at.
 *
 * @param facts what it is about, in the order in which {@link Kind} names them, for screens to tell
 *     in the reader's words: a text, a {@link Number}, or an {@link Instant}; none where only the
 *     detail says
 * @param detail what was found, in English, without secrets: for the log, and for support
 */
public record PublishingAlarm(Kind kind, List<Object> facts, String detail, Instant since) {

  public PublishingAlarm {
    facts = List.copyOf(facts);
  }

  /** What is wrong, and whether anything may be published while it is. */
  public enum Kind implements WireName {
    /**
     * The database is behind what this console has published: restored, or failed over. Facts: the
     * database's position, this console's.
     */
    DATABASE_BEHIND(true),
    /** Head, chain, root or checkpoint are not what was signed. Facts: at which position. */
    HISTORY_DIFFERS(true),
    /**
     * A row of the current set is not what was signed: its subject is not signed over. Facts: how
     * many rows, one of their subjects.
     */
    ROW_DIFFERS(false),
    /**
     * Rows of the current set can be no document's, by their size: they count for nothing. Facts:
     * how many.
     */
    ROW_UNFIT(false),
    /** An entry stands where the next one belongs: nothing can be published. Facts: after which. */
    ENTRY_BEYOND_HEAD(false),
    /**
     * The audit log is not what was signed of it, or not as it was written: what was signed last of
     * it goes on being signed. Facts: which entry.
     */
    AUDIT_DIFFERS(false),
    /** Business rows would have brought back what was revoked. Facts: the subject, what of it. */
    REVOKED_WOULD_RETURN(false),
    /**
     * This machine's clock and the database's differ: nothing is signed until they agree. Facts: by
     * how many seconds.
     */
    CLOCK_DIFFERS(false),
    /**
     * Keys live under a pepper that this console's file does not have: edges like it know none.
     * Facts: the peppers' ids.
     */
    PEPPER_MISSING(false),
    /** How far this console has published is in no file: a database set back goes unnoticed. */
    POSITION_UNWRITTEN(false),
    /**
     * Two edges that live go by one id: each is shown, but nobody can tell which is which. Facts:
     * the ids.
     */
    EDGE_ID_SHARED(false),
    /**
     * What falls due was done ahead of its time, by clocks that were wrong and now are not. Facts:
     * the work, until when.
     */
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
