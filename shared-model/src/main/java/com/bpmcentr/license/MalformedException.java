package com.bpmcentr.license;

/**
 * Input does not have the form it must have. The message names the field and never repeats the
 * input, which may be a secret.
 */
public final class MalformedException extends Exception {

  MalformedException(String message) {
    super(message);
  }
}
