package com.bpmcentr.license;

/** A document about one subject; a newer version of a subject replaces the older one. */
public sealed interface SubjectDocument extends Document permits License, ConnectorPolicy {

  /** What the document is about: {@code customer:<id>} or {@code connector:<slug>}. */
  String subject();

  /** Grows by one with each issue of the subject, from 1, and never restarts. */
  long version();

  /** True when this document takes the subject out of the set: it then grants nothing. */
  boolean removed();
}
