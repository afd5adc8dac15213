package com.bpmcentr.console.security;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Nothing is gained by trying again before a while has passed. */
final class TooManyLoginsException extends AuthenticationException {

  private static final long serialVersionUID = 1L;

  private final Duration wait;

  TooManyLoginsException(Duration wait) {
    super("too many log-ins");
    this.wait = wait;
  }

  Duration getWait() {
    return wait;
  }
}
