package com.bpmcentr.license.journal;

import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SignedDocument;

/** One thing that an edge's file says; no more to be believed than a row of a table. */
public sealed interface JournalRecord {

  /**
   * The file's first record.
   *
   * @param edgeId whose file it is
   * @param generation the number in its name
   */
  record Header(String edgeId, long generation) implements JournalRecord {}

  /** An entry of the feed that was applied. */
  record Entry(FeedEntry entry) implements JournalRecord {}

  /**
   * A subject's newest document, taken from the current set.
   *
   * @param payloadHash what the file says is the hash of the document's payload
   */
  record Row(CurrentDocument row, Hash payloadHash) implements JournalRecord {

    /** A row whose hash is that of its document. */
    public Row(CurrentDocument row) {
      this(row, row.document().payloadHash());
    }
  }

  /** What a row says of its document. */
  record Label(String subject, long version, Hash payloadHash) {}

  /** A checkpoint that what was held at this place of the file matched. */
  record Proof(SignedDocument checkpoint) implements JournalRecord {}

  /** The end of a file that is complete. */
  record End() implements JournalRecord {}
}
