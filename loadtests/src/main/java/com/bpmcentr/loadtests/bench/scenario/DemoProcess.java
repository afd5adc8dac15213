package com.bpmcentr.loadtests.bench.scenario;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/**
 * Main of the process that runs the demo for a scenario. It ends when its input does: so
 * PostgreSQL, console and edges stop however the benchmark ends, be it killed.
 */
final class DemoProcess {
  private static final String DEMO = "com.bpmcentr.demo.Demo";

  private DemoProcess() {}

  /** The demo's own arguments; its classes need only be there when this runs. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    Thread.ofPlatform().daemon().name("end-with-parent").start(DemoProcess::endWithInput);
    try {
      Class.forName(DEMO).getMethod("main", String[].class).invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static void endWithInput() {
    try {
      while (System.in.read() >= 0) {
        // Nobody writes; only the end counts.
      }
    } catch (IOException e) {
      // As good as the end.
    }
    // The demo's shutdown hook stops its parts.
    System.exit(0);
  }
}
