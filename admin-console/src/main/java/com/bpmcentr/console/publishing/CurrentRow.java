package com.bpmcentr.console.publishing;

import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SignedDocument;

/**
 * A subject's row of the current set, as it stands in the database.
 *
 * @param hashed whether the hash that stands in it is that of its payload
 */
record CurrentRow(
    String subject, boolean removal, long version, SignedDocument document, boolean hashed) {

  /** What the mirror holds of the subject if the row is what was published last. */
  SetTree.Entry mirrored() {
    return new SetTree.Entry(version, document.payloadHash());
  }
}
