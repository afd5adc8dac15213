package com.bpmcentr.console;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * For tests that start consoles beside the one that the others share: each console sets Spring
 * Security's strategy, of which the virtual machine has one, and the shared console needs its own
 * again afterwards.
 */
public final class SecondConsole implements BeforeAllCallback, AfterAllCallback {

  private SecurityContextHolderStrategy shared = SecurityContextHolder.getContextHolderStrategy();

  @Override
  public void beforeAll(ExtensionContext test) {
    shared = SecurityContextHolder.getContextHolderStrategy();
  }

  @Override
  public void afterAll(ExtensionContext test) {
    SecurityContextHolder.setContextHolderStrategy(shared);
  }
}
