package com.bpmcentr.edge.replica;

import java.util.Locale;

/** What can be wrong with what the database shows. Each has its entry in docs/watching.md. */
public enum FeedAlarm {
  /** The checkpoint is not signed by a trusted key, or is damaged. */
  CHECKPOINT_REFUSED,
  /** The checkpoint is of a position before one already proven. */
  POSITION_BACKWARDS,
  /**
   * The database shows another history than the one that this edge has proven: another chain at one
   * position.
   */
  CHAIN_FORKED,
  /** An entry's position does not follow the one before. */
  ENTRY_MISSING,
  /** An entry's chain value does not follow from the one before. */
  CHAIN_BROKEN,
  /** A document is not signed by a trusted key, is damaged, or has a format not known here. */
  DOCUMENT_REFUSED,
  /** A row says of its document what the document does not say. */
  DOCUMENT_MISLABELLED,
  /**
   * A document that a checkpoint vouches for, and that is held on its strength, has no valid
   * signature of its own.
   */
  SIGNATURE_REFUSED,
  /** A document is older than the one held, or differs from it under the same version. */
  VERSION_BACKWARDS,
  /** What is held does not hash to the checkpoint's root. */
  ROOT_DIFFERS,
  /** This machine's clock is more than a minute behind what has verifiably been issued. */
  CLOCK_BEHIND,
  /** This machine's clock is more than a minute ahead of the database's and of all issued. */
  CLOCK_AHEAD,
  /** A file on this edge's disk is not whole, or cannot be read; it is set aside. */
  DISK_DAMAGED,
  /** A file on this edge's disk is whole and says what no trusted key has signed. */
  DISK_REFUSED,
  /**
   * The disk ends before a position that this edge had accepted, or nothing on it says how far it
   * has to come: nothing is answered from it.
   */
  DISK_BEHIND,
  /**
   * What is held cannot be written to this edge's disk, or that does not answer; the edge serves
   * on, without receipts.
   */
  DISK_FAILED,
  /** A part of this edge failed in a way that nobody foresaw; it goes on. */
  PART_FAILED,
  /** Keys live under a pepper that this edge's file does not have: it finds none of them. */
  PEPPER_MISSING,
  /** The keyring's file was changed to something that cannot be read; the old one stays. */
  KEYRING_UNREADABLE;

  /** The alarm as metrics and health name it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
