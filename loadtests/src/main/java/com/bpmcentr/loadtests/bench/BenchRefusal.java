package com.bpmcentr.loadtests.bench;

/** The benchmark cannot be run as asked; the message is one line for whoever asked. */
public final class BenchRefusal extends Exception {
  private static final long serialVersionUID = 1;

  public BenchRefusal(String message) {
    super(message);
  }
}
