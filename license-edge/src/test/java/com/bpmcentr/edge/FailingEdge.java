package com.bpmcentr.edge;

/** The program, of which a thread ends for want of memory as soon as it has started. */
final class FailingEdge {

  private FailingEdge() {}

  public static void main(String[] arguments) {
    LicenseEdge.main(arguments);
    Thread.ofPlatform()
        .name("failing")
        .start(
            () -> {
              throw new OutOfMemoryError("made by the test");
            });
  }
}
