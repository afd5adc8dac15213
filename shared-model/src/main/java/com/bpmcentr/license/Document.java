package com.bpmcentr.license;

import java.time.Instant;

/** What is signed: a customer's license, a connector's policy, or a checkpoint of the feed. */
public sealed interface Document permits SubjectDocument, Checkpoint {

  /** The payload type that says which kind of document the signed bytes are. */
  PayloadType payloadType();

  /** When the document was made, to the millisecond. */
  Instant issuedAt();
}
