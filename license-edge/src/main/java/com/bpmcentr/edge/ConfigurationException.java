package com.bpmcentr.edge;

/**
 * A variable is missing or wrong, and the program must not start. The message is one line that
 * begins with the variable's name and never repeats a secret.
 */
public final class ConfigurationException extends Exception {

  ConfigurationException(String variable, String problem) {
    super(variable + ": " + problem);
  }
}
