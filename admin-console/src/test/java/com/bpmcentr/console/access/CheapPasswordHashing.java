package com.bpmcentr.console.access;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/** With little memory: in tests of the whole console each log-in would be half a second's work. */
@Primary
@TestComponent
class CheapPasswordHashing extends PasswordHashing {

  private static final int MEMORY_KIB = 64;

  CheapPasswordHashing() {
    super(MEMORY_KIB);
  }
}
