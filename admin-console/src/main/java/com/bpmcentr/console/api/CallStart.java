package com.bpmcentr.console.api;

/** How a call with an Idempotency-Key may go on. */
sealed interface CallStart {

  /** It is the first: carry it out. */
  record First() implements CallStart {}

  record Replay(KeptAnswer answer) implements CallStart {}

  record OtherParameters() implements CallStart {}

  record StillRunning() implements CallStart {}

  /** The first call began long ago and left no answer: the console broke off, or failed. */
  record Interrupted() implements CallStart {}
}
