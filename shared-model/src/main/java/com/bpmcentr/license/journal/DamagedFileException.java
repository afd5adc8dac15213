package com.bpmcentr.license.journal;

/** A file does not say what it should. The message holds nothing of its content. */
public final class DamagedFileException extends Exception {

  /** What is wrong, in a few words. */
  public DamagedFileException(String message) {
    super(message);
  }
}
