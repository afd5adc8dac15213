package com.bpmcentr.edge.replica;

import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.VerifiedCheckpoint;

/** A checkpoint that a trusted key signed, with the bytes that it signed. */
record TrustedCheckpoint(SignedDocument signed, VerifiedCheckpoint verified) {

  Checkpoint checkpoint() {
    return verified.checkpoint();
  }

  FeedCursor cursor() {
    return FeedCursor.of(checkpoint());
  }
}
