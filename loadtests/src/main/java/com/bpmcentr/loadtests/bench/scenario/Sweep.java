package com.bpmcentr.loadtests.bench.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Every one of many checks, on one edge, as fast as a few connections allow. */
final class Sweep {
  private static final int CONNECTIONS = 4;

  private Sweep() {}

  /** How many of the checks are answered VALID. */
  static int countValid(int port, List<Check> checks) throws IOException {
    Queue<Check> waiting = new ConcurrentLinkedQueue<>(checks);
    AtomicInteger valid = new AtomicInteger();
    onConnections(
        port,
        wire -> {
          for (Check check = waiting.poll(); check != null; check = waiting.poll()) {
            if (Check.isValid(wire.send(check.request()).body())) {
              valid.incrementAndGet();
            }
          }
          return 0L;
        });
    return valid.get();
  }

  /**
   * Asks each again and again until it is denied.
   *
   * @param giveUpAt a moment of {@link System#nanoTime}
   * @return when the last of the checks that were first to be denied was sent
   */
  static long untilAllDenied(int port, List<Check> checks, long giveUpAt) throws IOException {
    Queue<Check> waiting = new ConcurrentLinkedQueue<>(checks);
    return onConnections(
        port,
        wire -> {
          long latest = Long.MIN_VALUE;
          for (Check check = waiting.poll(); check != null; check = waiting.poll()) {
            Wire.Reply reply = wire.send(check.request());
            if (!Check.isValid(reply.body())) {
              latest = Math.max(latest, reply.sentAt());
            } else if (System.nanoTime() > giveUpAt) {
              throw new IOException(check + " is still VALID");
            } else {
              waiting.add(check);
            }
          }
          return latest;
        });
  }

  /** What is done on one connection; its value is a moment. */
  private interface Work {
    long run(Wire wire) throws IOException;
  }

  /** The latest moment of all. */
  private static long onConnections(int port, Work work) throws IOException {
    List<Future<Long>> parts = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      for (int i = 0; i < CONNECTIONS; i++) {
        Callable<Long> part =
            () -> {
              try (Wire wire = new Wire(port)) {
                return work.run(wire);
              }
            };
        parts.add(threads.submit(part));
      }
      long latest = Long.MIN_VALUE;
      for (Future<Long> part : parts) {
        latest = Math.max(latest, part.get());
      }
      return latest;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
