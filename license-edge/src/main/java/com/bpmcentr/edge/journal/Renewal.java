package com.bpmcentr.edge.journal;

/**
 * Whether the newest snapshot is to be made anew however short the journals are, since a key that
 * it may rest on is trusted less: as soon as a checkpoint has been accepted after that, and again
 * later if it fails. The journal's thread only.
 */
final class Renewal {

  private enum State {
    NOT_WANTED,
    /** The next checkpoint that is accepted is one to rest on. */
    WANTED,
    /** There is a checkpoint to rest on. */
    POSSIBLE
  }

  private State state = State.NOT_WANTED;

  /** Whether what is being made rests on such a checkpoint. */
  private boolean begun;

  private boolean tried;
  private long notBefore;

  /** A key is trusted less from now on. */
  void want() {
    state = State.WANTED;
    begun = false;
    tried = false;
  }

  /** A checkpoint was accepted. */
  void accepted() {
    if (state == State.WANTED) {
      state = State.POSSIBLE;
    }
  }

  /**
   * Whether to begin with a snapshot.
   *
   * @param now monotonic time in nanoseconds
   */
  boolean isDue(long now) {
    return state == State.POSSIBLE && (!tried || now - notBefore >= 0);
  }

  /**
   * A snapshot with all that was written so far is being made.
   *
   * @param retryAt when to begin again if it comes to nothing, in monotonic nanoseconds
   */
  void begun(long retryAt) {
    begun = state == State.POSSIBLE;
    tried = begun;
    notBefore = retryAt;
  }

  /** The snapshot that was begun last is there. */
  void made() {
    if (begun) {
      done();
    }
  }

  /** What is on disk rests on a checkpoint that was accepted since. */
  void done() {
    state = State.NOT_WANTED;
    begun = false;
  }
}
