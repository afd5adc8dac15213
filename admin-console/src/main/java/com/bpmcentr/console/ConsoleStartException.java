package com.bpmcentr.console;

/** The console cannot start, for a reason that one line tells. */
public final class ConsoleStartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ConsoleStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
