package com.bpmcentr.loadtests.bench.server;

import com.bpmcentr.loadtests.bench.BenchRefusal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program of the benchmark: its output goes to a file, its processor time can be asked. */
public final class BenchProcess implements AutoCloseable {
  private static final int STOP_SECONDS = 30;
  private static final int POLL_MILLIS = 50;
  private static final int RUN_SECONDS = 3600;

  private final String name;
  private final Process process;
  private final Path log;

  private BenchProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /** Whether a program has become ready; asked again and again. */
  public interface Readiness {
    boolean isReady() throws IOException;
  }

  /**
   * Starts a program in the project's folder.
   *
   * @param core the only processor it may run on; none: all
   * @param settings what of {@code EDGE_…} and {@code CONSOLE_…} it finds in its environment
   * @param log its output; replaced if it is there
   */
  public static BenchProcess start(
      String name,
      Project project,
      OptionalInt core,
      List<String> command,
      Map<String, String> settings,
      Path log)
      throws IOException {
    List<String> pinned = new ArrayList<>();
    if (core.isPresent()) {
      pinned.addAll(List.of("taskset", "-c", Integer.toString(core.getAsInt())));
    }
    pinned.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(pinned).directory(project.folder().toFile());
    builder
        .environment()
        .keySet()
        .removeIf(variable -> variable.startsWith("CONSOLE_") || variable.startsWith("EDGE_"));
    builder.environment().putAll(settings);
    Files.createDirectories(project.benchFolder());
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
    return start(name, builder, log);
  }

  /**
   * Runs a program on all processors to its end; what it says is said here.
   *
   * @throws BenchRefusal when its exit status is not 0
   */
  public static void runToEnd(String name, Project project, List<String> command)
      throws IOException, BenchRefusal {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(project.folder().toFile())
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    try (BenchProcess program = start(name, builder, Path.of("/dev/null"))) {
      if (!program.waitFor(TimeUnit.SECONDS.toMillis(RUN_SECONDS))) {
        throw new BenchRefusal("%s was not done after %d s".formatted(name, RUN_SECONDS));
      }
      if (program.process.exitValue() != 0) {
        throw new BenchRefusal(
            "%s ended with exit status %d, for the reason above"
                .formatted(name, program.process.exitValue()));
      }
    }
  }

  private static BenchProcess start(String name, ProcessBuilder builder, Path log)
      throws IOException {
    BenchProcess program = AtExit.track(() -> new BenchProcess(name, builder.start(), log));
    AtExit.guard(program.process.toHandle());
    return program;
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** All that the program has said so far. */
  public String output() throws IOException {
    return Files.readString(log);
  }

  /** Where a line to the program goes; it ends when this is closed. */
  public BufferedWriter input() {
    return process.outputWriter();
  }

  /** Processor time used so far by all threads of the process, in user and kernel mode. */
  public long cpuMicros() throws IOException {
    return CpuTime.micros(pid());
  }

  /**
   * Waits until the program says it is ready.
   *
   * @throws IOException with the program's last line when it ends or takes too long
   */
  public void awaitReady(int seconds, Readiness readiness) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!readiness.isReady()) {
      if (waitFor(POLL_MILLIS)) {
        throw new IOException(
            "the %s ended with exit status %d: %s"
                .formatted(name, process.exitValue(), lastLine()));
      }
      if (System.nanoTime() > end) {
        throw new IOException(
            "the %s was not ready after %d s: %s".formatted(name, seconds, lastLine()));
      }
    }
  }

  /** Waits until the program says where it listens: the pattern's first group is the port. */
  public int awaitPort(int seconds, Pattern listening) throws IOException {
    awaitReady(seconds, () -> listening.matcher(output()).find());
    Matcher said = listening.matcher(output());
    return said.find() ? Integer.parseInt(said.group(1)) : 0;
  }

  /**
   * Waits for the program's end.
   *
   * @throws IOException with the program's last line unless its exit status is 0
   */
  public void awaitSuccess(int seconds) throws IOException {
    if (!waitFor(TimeUnit.SECONDS.toMillis(seconds))) {
      throw new IOException("the %s was not done after %d s".formatted(name, seconds));
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "the %s failed with exit status %d: %s (see %s)"
              .formatted(name, process.exitValue(), lastLine(), log));
    }
  }

  /** Asks the program to end, and ends it if it does not. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private boolean waitFor(long millis) throws IOException {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the " + name);
    }
  }

  private String lastLine() throws IOException {
    return output().strip().lines().reduce("it said nothing", (earlier, later) -> later);
  }
}
