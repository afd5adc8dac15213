package com.bpmcentr.loadtests.bench.server;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What must not outlive the benchmark, whatever ends it: an error, the end of the program, or a
 * signal, be it the one that no program can answer ({@link Guard}). Starting a part and stopping
 * all exclude each other, so a signal that comes while a part is being started cannot leave it
 * behind.
 */
public final class AtExit {
  private static final Deque<AutoCloseable> LATEST_FIRST = new ArrayDeque<>();
  private static boolean stopping;
  private static @Nullable Guard guard;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtExit::stopForGood, "bench-stop"));
  }

  private AtExit() {}

  /** Starts a part. */
  public interface Starter<T extends AutoCloseable, E extends Exception> {
    T start() throws IOException, E;
  }

  /** Starts a part, which is stopped with the others unless it has been closed before. */
  public static synchronized <T extends AutoCloseable, E extends Exception> T track(
      Starter<T, E> starter) throws IOException, E {
    if (stopping) {
      throw new IOException("stopped while starting");
    }
    T part = starter.start();
    LATEST_FIRST.push(part);
    return part;
  }

  /** From now on this process does not outlive the benchmark, not even a killed one. */
  public static synchronized void guard(ProcessHandle process) throws IOException {
    Guard started = guard;
    if (started == null) {
      started = Guard.start();
      guard = started;
    }
    started.watch(process);
  }

  /** Whether the program is about to end: what fails then fails because of it. */
  public static synchronized boolean isStopping() {
    return stopping;
  }

  /** Stops all that has been started, the latest first. */
  public static synchronized void stopAll() {
    while (!LATEST_FIRST.isEmpty()) {
      try {
        LATEST_FIRST.pop().close();
      } catch (Exception e) {
        System.err.println("bench: a part did not stop cleanly: " + e.getMessage());
      }
    }
  }

  private static void stopForGood() {
    synchronized (AtExit.class) {
      stopping = true;
      stopAll();
    }
  }
}
