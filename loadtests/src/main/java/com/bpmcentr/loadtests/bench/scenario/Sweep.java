package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.http.Check;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Every one of many checks, on one edge, as fast as a few connections allow. */
final class Sweep {
  private static final int CONNECTIONS = 4;

  private Sweep() {}

  /** How many of the checks are answered VALID. */
  static int countValid(int port, List<Check> checks) throws IOException {
    Queue<Check> waiting = new ConcurrentLinkedQueue<>(checks);
    List<Future<Integer>> parts = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      for (int i = 0; i < CONNECTIONS; i++) {
        parts.add(threads.submit(() -> countValid(port, waiting)));
      }
      int valid = 0;
      for (Future<Integer> part : parts) {
        valid += part.get();
      }
      return valid;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static int countValid(int port, Queue<Check> waiting) throws IOException {
    int valid = 0;
    try (Wire wire = new Wire(port)) {
      for (Check check = waiting.poll(); check != null; check = waiting.poll()) {
        valid += Check.isValid(wire.send(check.request()).body()) ? 1 : 0;
      }
    }
    return valid;
  }
}
