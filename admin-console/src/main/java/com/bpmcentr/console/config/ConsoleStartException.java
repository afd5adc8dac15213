package com.bpmcentr.console.config;

/** The console, or a command of it, cannot do its work, for a reason that one line tells. */
public final class ConsoleStartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ConsoleStartException(String message) {
    super(message);
  }

  public ConsoleStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
