package com.bpmcentr.license;

/** A checkpoint whose signature has been verified. */
public final class VerifiedCheckpoint implements Verification {

  private final Checkpoint checkpoint;

  VerifiedCheckpoint(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
  }

  /** The checkpoint's content. */
  public Checkpoint checkpoint() {
    return checkpoint;
  }
}
