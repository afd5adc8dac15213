package com.bpmcentr.edge;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An edge as a process of its own, which can be killed. */
public final class EdgeProcess extends TestEdge {

  private static final Pattern PORTS =
      Pattern.compile("answers on [0-9.]+:(\\d+), operations on [0-9.]+:(\\d+)");

  private final Process process;
  private final ConcurrentLinkedQueue<String> output = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<int[]> ports = new CompletableFuture<>();

  private EdgeProcess(Process process) {
    this.process = process;
    // Not a virtual thread: waiting for a pipe holds its carrier, and on two processors two edges
    // would let no other virtual thread run.
    Thread.ofPlatform().daemon().name("edge-output").start(this::read);
  }

  /** The supported way: the jar with the build's argument file. */
  public static EdgeProcess start(Map<String, String> settings, Path folder) throws IOException {
    return new EdgeProcess(EdgeProgram.start(folder, settings, EdgeProgram.jar()));
  }

  /** The supported way, with no file of the process's growing beyond so many KiB. */
  public static EdgeProcess startWithFileLimit(
      Map<String, String> settings, Path folder, int kibibytes) throws IOException {
    // POSIX counts in 512 bytes, whichever shell this is
    List<String> limited =
        List.of("sh", "-c", "ulimit -f " + 2 * kibibytes + " && exec \"$@\"", "limited");
    return new EdgeProcess(EdgeProgram.start(limited, folder, settings, EdgeProgram.jar()));
  }

  private void read() {
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        output.add(line);
        Matcher found = PORTS.matcher(line);
        if (found.find()) {
          ports.complete(
              new int[] {Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))});
        }
      }
    } catch (IOException killed) {
      // what it had said by then is kept
    }
    ports.completeExceptionally(new IllegalStateException("the edge has ended:\n" + output()));
  }

  /** All that it has said. */
  @Override
  public String output() {
    return String.join("\n", output);
  }

  /** Waits until it is open. */
  @Override
  public int port() {
    return ports()[0];
  }

  /** Waits until it is open. */
  @Override
  public int operationsPort() {
    return ports()[1];
  }

  @Override
  public EdgeProcess awaitReady() {
    super.awaitReady();
    return this;
  }

  private int[] ports() {
    try {
      return ports.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
      throw new AssertionError("the edge does not start:\n" + output(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Whether it has ended by itself within that time. */
  public boolean endsWithin(long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Asks it to stop (SIGTERM). */
  public void terminate() {
    // unlike the process's own destroy(), this leaves its output to be read
    process.toHandle().destroy();
  }

  /** Its status, after its end. */
  public int exitValue() {
    return process.exitValue();
  }

  /** Whether a load balancer would send it anything. */
  public boolean isReady() {
    try {
      return health().statusCode() == 200;
    } catch (IllegalStateException nobodyListens) {
      return false;
    }
  }

  /** {@code kill -9}; returns when it is gone. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }

  @Override
  public void close() {
    kill();
  }
}
