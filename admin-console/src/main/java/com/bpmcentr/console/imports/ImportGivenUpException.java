package com.bpmcentr.console.imports;

/** Lines came in so slowly that the import was given up. */
public final class ImportGivenUpException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ImportGivenUpException() {
    super("no line for too long: the import was given up");
  }
}
