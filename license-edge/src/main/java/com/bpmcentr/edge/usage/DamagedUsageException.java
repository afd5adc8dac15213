package com.bpmcentr.edge.usage;

/** A file of usage is not what was written. */
final class DamagedUsageException extends Exception {

  private static final long serialVersionUID = 1;

  DamagedUsageException(String message) {
    super(message);
  }
}
