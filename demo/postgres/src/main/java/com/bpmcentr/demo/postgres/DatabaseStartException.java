package com.bpmcentr.demo.postgres;

import java.io.IOException;

/** PostgreSQL could not be started. The message is one line that a person can act on. */
public final class DatabaseStartException extends IOException {
  private static final long serialVersionUID = 1L;

  public DatabaseStartException(String message) {
    super(message);
  }

  public DatabaseStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
