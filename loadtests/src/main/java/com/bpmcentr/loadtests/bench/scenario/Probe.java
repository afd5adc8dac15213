package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.http.Check;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Asks one edge the same check again and again, one each millisecond on one connection, and tells
 * when the answer changed. That time is the sending of the first check with the other answer: the
 * change was in force then at the latest, and at most a millisecond and an answer's time earlier.
 */
final class Probe implements AutoCloseable {
  private static final long EVERY_NANOS = 1_000_000;

  private final int port;
  private final Thread thread;
  private @Nullable Wire wire;
  private volatile @Nullable Watch watch;
  private volatile boolean stopped;

  /** One check under watch. */
  static final class Watch {
    private final byte[] request;
    private final CompletableFuture<Long> valid = new CompletableFuture<>();
    private final CompletableFuture<Long> denied = new CompletableFuture<>();

    private Watch(byte[] request) {
      this.request = request;
    }

    /** When the first check that was answered VALID was sent. */
    CompletableFuture<Long> valid() {
      return valid;
    }

    /** When the first check thereafter that was denied was sent. */
    CompletableFuture<Long> denied() {
      return denied;
    }

    private void answered(Wire.Reply reply) {
      boolean isValid = Check.isValid(reply.body());
      if (isValid) {
        valid.complete(reply.sentAt());
      } else if (valid.isDone()) {
        denied.complete(reply.sentAt());
      }
    }

    private void failed(IOException e) {
      valid.completeExceptionally(e);
      denied.completeExceptionally(e);
    }
  }

  Probe(int port) {
    this.port = port;
    thread = Thread.ofPlatform().name("probe-" + port).daemon().start(this::run);
  }

  /** From now on this check is asked, until the next is. */
  Watch watch(Check check) {
    Watch next = new Watch(check.request());
    watch = next;
    return next;
  }

  private void run() {
    long due = System.nanoTime();
    while (!stopped) {
      Watch current = watch;
      if (current != null) {
        try {
          current.answered(connected().send(current.request));
        } catch (IOException e) {
          current.failed(e);
          return;
        }
      }
      // One that is late is not made up for: it would only ask twice at once.
      due = Math.max(due + EVERY_NANOS, System.nanoTime());
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  /** From the first check on: an edge ends a connection on which nothing is said for a minute. */
  private Wire connected() throws IOException {
    Wire connected = wire == null ? new Wire(port) : wire;
    wire = connected;
    return connected;
  }

  @Override
  public void close() throws IOException {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (wire != null) {
      wire.close();
    }
  }
}
