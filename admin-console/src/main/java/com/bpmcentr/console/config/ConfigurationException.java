package com.bpmcentr.console.config;

/** The configuration is wrong. Its message is the one line the operator sees, without secrets. */
public final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message);
  }

  /** Names the variable first, so that the line says what to change. */
  public static ConfigurationException of(String variable, String problem) {
    return new ConfigurationException(variable + " " + problem);
  }
}
