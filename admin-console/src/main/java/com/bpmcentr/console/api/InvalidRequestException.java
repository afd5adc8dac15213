package com.bpmcentr.console.api;

/** A part of the request that could not be read; it never reached a service. */
final class InvalidRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  static final String MISSING = "is missing";

  private final String field;
  private final String reason;

  InvalidRequestException(String field, String reason) {
    super(field + ": " + reason);
    this.field = field;
    this.reason = reason;
  }

  Problem problem() {
    return Problem.ofField(field, reason);
  }
}
