package com.bpmcentr.loadtests;

/** An option that cannot be taken as it was given. The message is the one line that is shown. */
final class OptionRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OptionRefusal(String message) {
    super(message);
  }
}
