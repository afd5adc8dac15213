package com.bpmcentr.demo;

/** The demo cannot go on. The message is the one line that is shown. */
final class DemoRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  DemoRefusal(String message) {
    super(message);
  }

  DemoRefusal(String message, Throwable cause) {
    super(message, cause);
  }
}
