package com.bpmcentr.console.publishing;

import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SignedDocument;

/** A subject's row of the current set, as it stands in the database. */
record CurrentRow(String subject, boolean removal, long version, SignedDocument document) {

  /** What the mirror holds of the subject if the row is what was published last. */
  SetTree.Entry mirrored() {
    return new SetTree.Entry(version, document.payloadHash());
  }
}
