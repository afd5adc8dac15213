package com.bpmcentr.console.shell.detail;

/** What has to be passed before a dialog does its one thing. */
@FunctionalInterface
public interface Guard {

  /** Runs the action: at once, or as soon as it may be. */
  void pass(Runnable action);
}
