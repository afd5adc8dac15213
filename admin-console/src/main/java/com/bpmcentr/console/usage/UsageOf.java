package com.bpmcentr.console.usage;

/** What days of usage can be asked of. */
public enum UsageOf {
  API_KEY(BlastRadius.Subject.API_KEY),
  SUBSCRIPTION(BlastRadius.Subject.SUBSCRIPTION);

  private final BlastRadius.Subject subject;

  UsageOf(BlastRadius.Subject subject) {
    this.subject = subject;
  }

  BlastRadius.Subject subject() {
    return subject;
  }

  /** As the audit log calls it. */
  public String type() {
    return subject.type();
  }
}
