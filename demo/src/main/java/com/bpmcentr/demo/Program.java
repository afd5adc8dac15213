package com.bpmcentr.demo;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The console or an edge: a Java program of this project in a process of its own. */
final class Program implements Part {
  private static final int STOP_SECONDS = 20;
  private static final int POLL_MILLIS = 200;
  private static final long HINT_EVERY_NANOS = TimeUnit.SECONDS.toNanos(15);

  private final String name;
  private final Process process;
  private final Path log;
  private final long logStart;

  private Program(String name, Process process, Path log, long logStart) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.logStart = logStart;
  }

  /** Whether a program has become ready; asked again and again. */
  interface Readiness {
    boolean isReady() throws IOException;
  }

  /**
   * Starts the program, its output appended to {@code log}. Of this process's environment it gets
   * all but the settings of console and edge, which are only those given.
   */
  static Program start(
      String name,
      Path projectFolder,
      List<String> arguments,
      Map<String, String> settings,
      Path log)
      throws IOException {
    long logStart = Files.exists(log) ? Files.size(log) : 0;
    Process process =
        builder(projectFolder, arguments, settings)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new Program(name, process, log, logStart);
  }

  /** Runs the program to its end; its output is what it says. */
  static void run(
      String name, Path projectFolder, List<String> arguments, Map<String, String> settings)
      throws IOException, DemoRefusal {
    Process process = builder(projectFolder, arguments, settings).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = exitStatus(process);
    if (status != 0) {
      throw new DemoRefusal(
          "%s failed with exit status %d: %s".formatted(name, status, lastLine(output)));
    }
  }

  private static ProcessBuilder builder(
      Path projectFolder, List<String> arguments, Map<String, String> settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(projectFolder.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(variable -> variable.startsWith("CONSOLE_") || variable.startsWith("EDGE_"));
    builder.environment().putAll(settings);
    return builder;
  }

  Path log() {
    return log;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /**
   * Asks until the answer is yes, or {@code patience} is over.
   *
   * @throws DemoRefusal if the program ends meanwhile
   */
  boolean awaitReady(Readiness readiness, Duration patience, Progress progress)
      throws IOException, DemoRefusal {
    long begun = progress.elapsedNanos();
    long hintAfter = begun + HINT_EVERY_NANOS;
    while (!readiness.isReady()) {
      try {
        if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          throw new DemoRefusal(
              "the %s stopped while starting (exit status %d): %s (see %s)"
                  .formatted(name, process.exitValue(), lastLine(logged()), log));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for the " + name);
      }
      if (progress.elapsedNanos() - begun > patience.toNanos()) {
        return false;
      }
      if (progress.elapsedNanos() > hintAfter) {
        progress.stillWaiting(name, log.toString());
        hintAfter += HINT_EVERY_NANOS;
      }
    }
    return true;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public CompletableFuture<String> ended() {
    return process
        .onExit()
        .thenApply(done -> "ended (exit status " + done.exitValue() + "; see " + log + ")");
  }

  @Override
  public void askToStop() {
    process.destroy();
  }

  @Override
  public void stop() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new IOException("it had to be killed after " + STOP_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private String logged() throws IOException {
    byte[] all = Files.readAllBytes(log);
    int from = (int) Math.min(logStart, all.length);
    return new String(all, from, all.length - from, StandardCharsets.UTF_8);
  }

  private static int exitStatus(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static String lastLine(String output) {
    return output.strip().lines().reduce("it said nothing", (earlier, later) -> later);
  }
}
