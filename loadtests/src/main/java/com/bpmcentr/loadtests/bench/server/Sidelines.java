package com.bpmcentr.loadtests.bench.server;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a program goes that takes part and is not what is compared: to one processor, where it gets
 * what others leave (SCHED_IDLE, sched(7)). A database that takes in usage wherever it likes has
 * turns of milliseconds on the processor that a server is said to have to itself.
 */
public final class Sidelines {
  private Sidelines() {}

  /** Sends a program there, with all that it has started and will start. */
  public static void send(ProcessHandle program, int core) throws IOException {
    // the program first: what it starts from then on comes after it
    for (ProcessHandle each : Stream.concat(Stream.of(program), program.descendants()).toList()) {
      String pid = Long.toString(each.pid());
      run(each, "taskset", "--all-tasks", "--cpu-list", "--pid", Integer.toString(core), pid);
      run(each, "chrt", "--all-tasks", "--idle", "--pid", "0", pid);
    }
  }

  private static void run(ProcessHandle target, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (process.waitFor() != 0 && target.isAlive()) {
        throw new IOException(
            List.of(command) + " failed: it is in the package util-linux, and acts on one's own");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
