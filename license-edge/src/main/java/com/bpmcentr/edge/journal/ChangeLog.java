package com.bpmcentr.edge.journal;

import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SignedDocument;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Is told, by the feed's thread, of all that changes what the edge holds. What is told never makes
 * the feed's thread wait for a disk, but for {@link Base#add}, and that a few seconds at most for
 * one that hangs.
 */
public interface ChangeLog {

  /** What is on disk has been read, and is what is held: what is told from now on follows it. */
  void goOn();

  /** An entry was applied. */
  void applied(FeedEntry entry);

  /** A row of the current set was applied. */
  void applied(CurrentDocument row);

  /**
   * What is held equals this checkpoint; with it, all that was applied before is to be on disk.
   *
   * @param position of the checkpoint
   * @param root of the checkpoint
   */
  void accepted(SignedDocument checkpoint, FeedPosition position, Hash root);

  /**
   * What is held came, at least in part, with this trusted checkpoint, and is not proven to be what
   * it says. Where it is not on disk either, nothing older may be answered from there after a
   * restart.
   *
   * @param position of the checkpoint
   */
  void unproven(SignedDocument checkpoint, FeedPosition position);

  /** What is held has changed in a way that was not told in full: a base is needed. */
  void lostTrack();

  /**
   * A key is trusted less than before, and what is kept may rest on it: it is to be made anew so
   * that it rests on the next checkpoint that is accepted.
   *
   * @param compromised the keys that are compromised from now on: what they signed bars nothing
   */
  void keysChanged(Set<String> compromised);

  /** Whether what is told now is of no use before a whole set has been told. */
  boolean needsBase();

  /**
   * Begins a whole set, which replaces all that was told before when it is sealed. Its rows count
   * as they are read; so until then the checkpoint is {@link #unproven}.
   *
   * @param position of the checkpoint
   */
  Base beginBase(SignedDocument checkpoint, FeedPosition position);

  /** A whole set on its way to disk; closing it unsealed forgets it. */
  interface Base extends AutoCloseable {

    /** Adds rows; waits while the disk is far behind, and gives the base up when that hangs. */
    void add(List<CurrentDocument> rows) throws InterruptedException;

    /**
     * States that all has been added, and that it is what is held at the checkpoint. A base that
     * was given up is not written, and is asked for again.
     */
    void seal();

    @Override
    void close();
  }

  /** Keeps nothing; what is accepted counts as kept at once. */
  static ChangeLog none(Consumer<FeedPosition> whenKept) {
    return new NoJournal(whenKept);
  }
}
