package com.bpmcentr.loadtests.bench.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/**
 * Main of a process that starts a program that goes on, and one that ends, tells their numbers, and
 * waits to be killed.
 */
public final class OrphanMaker {
  private OrphanMaker() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Project project = new Project(Path.of(arguments[0]), "none");
    BenchProcess goesOn = start(project, "600");
    try (BenchProcess ends = start(project, "0")) {
      ends.awaitSuccess(60);
      System.out.println(goesOn.pid());
      System.out.println(ends.pid());
    }
    new CountDownLatch(1).await();
  }

  private static BenchProcess start(Project project, String seconds) throws IOException {
    return BenchProcess.start(
        "sleeper",
        project,
        OptionalInt.empty(),
        List.of("sleep", seconds),
        Map.of(),
        project.folder().resolve("sleep-" + seconds + ".log"));
  }
}
