package com.bpmcentr.console.audit;

/** What following the chain from its first row showed. */
public sealed interface AuditVerification {

  /** Every entry is as it was written. */
  record Intact(long entries) implements AuditVerification {}

  /**
   * The entries follow one another, but what was signed of the log, or noted outside the database,
   * is not among them: its end was cut off, or all of it written anew.
   */
  record Contradicted(long entries) implements AuditVerification {}

  /** The first entry that is missing, put in or changed; up to the one before all is well. */
  record Broken(long seq) implements AuditVerification {}
}
