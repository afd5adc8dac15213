package com.bpmcentr.console.publishing;

/** A signing key that the console must not sign with; the message says why, without secrets. */
public final class UnusableKeyException extends Exception {

  private static final long serialVersionUID = 1L;

  UnusableKeyException(String message) {
    super(message);
  }
}
