package com.bpmcentr.console.api;

import com.bpmcentr.console.operation.Refusal;

/** A call could not even be put together, because what it is about was refused. */
final class RefusedCallException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  RefusedCallException(Refusal refusal) {
    super(refusal.toString());
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
