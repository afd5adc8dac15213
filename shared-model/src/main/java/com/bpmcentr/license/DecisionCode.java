package com.bpmcentr.license;

/** The one code of a decision. Clients must expect codes that are not here yet. */
public enum DecisionCode {
  VALID(Kind.VALID),
  CONNECTOR_NOT_FOUND(Kind.DENIED),
  CONNECTOR_SECRET_REQUIRED(Kind.DENIED),
  KEY_MISSING(Kind.DENIED),
  KEY_NOT_FOUND(Kind.DENIED),
  KEY_REVOKED(Kind.DENIED),
  KEY_EXPIRED(Kind.DENIED),
  CUSTOMER_BLOCKED(Kind.DENIED),
  NO_SUBSCRIPTION(Kind.DENIED),
  ACCOUNT_MISMATCH(Kind.DENIED),
  REVOKED(Kind.DENIED),
  SUSPENDED(Kind.DENIED),
  NOT_STARTED(Kind.DENIED),
  TRIAL_EXPIRED(Kind.DENIED),
  EXPIRED(Kind.DENIED),
  TRIAL_ALREADY_USED(Kind.DENIED),
  /** The edge has no license set yet. */
  NOT_READY(Kind.UNDECIDED),
  /** It would be valid, but what is known is too old to say so. */
  STALE(Kind.UNDECIDED),
  /** A first use that cannot be recorded, or a customer whose license cannot be trusted. */
  UNDECIDED(Kind.UNDECIDED);

  /** What a code amounts to. */
  public enum Kind {
    /** The operation may run. */
    VALID,
    /** The operation may not run. */
    DENIED,
    /** This edge cannot say; ask again (503). */
    UNDECIDED
  }

  private final Kind kind;

  DecisionCode(Kind kind) {
    this.kind = kind;
  }

  /** Whether this grants, denies or leaves open. */
  public Kind kind() {
    return kind;
  }
}
