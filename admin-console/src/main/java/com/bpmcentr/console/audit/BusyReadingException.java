package com.bpmcentr.console.audit;

/** So many read much already that one more would leave too few connections to all else. */
public final class BusyReadingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BusyReadingException() {
    super("too many read much at once");
  }
}
