package com.bpmcentr.demo;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * What is running, the latest first. Starting a part and stopping all exclude each other, so a
 * signal that comes while a part is being started cannot leave it behind.
 */
final class RunningParts {
  private final Deque<Part> latestFirst = new ArrayDeque<>();
  private final CountDownLatch stopping = new CountDownLatch(1);

  /** Starts a part; it is then stopped with the others. */
  interface Starter<P extends Part> {
    P start() throws IOException, DemoRefusal;
  }

  synchronized <P extends Part> P start(Starter<P> starter) throws IOException, DemoRefusal {
    if (stopping.getCount() == 0) {
      throw new DemoRefusal("stopped while starting");
    }
    P part = starter.start();
    latestFirst.push(part);
    return part;
  }

  /** Completes with the first part that ends. */
  synchronized CompletableFuture<String> firstToEnd() {
    List<CompletableFuture<String>> ends = new ArrayList<>();
    for (Part part : latestFirst) {
      ends.add(part.ended().thenApply(how -> part.name() + " " + how));
    }
    return CompletableFuture.anyOf(ends.toArray(CompletableFuture[]::new))
        .thenApply(String::valueOf);
  }

  CountDownLatch stopping() {
    return stopping;
  }

  /**
   * Stops all, the latest first, whatever happens to single ones. Does nothing the second time.
   *
   * @param stopped told of each part that has stopped
   * @param failed told of each that did not
   */
  void stop(Consumer<String> stopped, Consumer<String> failed) {
    stopping.countDown();
    stopInOrder(stopped, failed);
  }

  private synchronized void stopInOrder(Consumer<String> stopped, Consumer<String> failed) {
    latestFirst.forEach(Part::askToStop);
    while (!latestFirst.isEmpty()) {
      Part part = latestFirst.pop();
      try {
        part.stop();
        stopped.accept(part.name() + " stopped");
      } catch (IOException e) {
        failed.accept(part.name() + " did not stop: " + e.getMessage());
      }
    }
  }
}
