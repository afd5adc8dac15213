package com.bpmcentr.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A launcher that is killed outright cannot stop what it started. Each program's process is written
 * down, so that the next start finds and ends it; its start time tells it from a stranger that was
 * given the same number.
 */
final class Leftovers {
  private static final int STOP_SECONDS = 20;

  private final Path file;

  Leftovers(Path file) {
    this.file = file;
  }

  void remember(Program program) throws IOException {
    ProcessHandle process = program.handle();
    Files.writeString(
        file,
        process.pid() + " " + startOf(process) + " " + program.name() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  void forget() throws IOException {
    Files.deleteIfExists(file);
  }

  void stop(Progress progress) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    List<ProcessHandle> ending = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      List<String> parts = List.of(line.split(" ", 3));
      Optional<ProcessHandle> left = find(parts);
      if (left.isPresent()) {
        progress.say("  the last demo was killed and left its " + parts.get(2) + ": stopping it");
        left.get().destroy();
        ending.add(left.get());
      }
    }
    // all have been asked: an edge takes its time to leave, and they take it together
    for (ProcessHandle process : ending) {
      awaitEnd(process);
    }
    forget();
  }

  private static Optional<ProcessHandle> find(List<String> parts) {
    if (parts.size() != 3) {
      return Optional.empty();
    }
    try {
      return ProcessHandle.of(Long.parseLong(parts.getFirst()))
          .filter(process -> startOf(process).equals(parts.get(1)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static void awaitEnd(ProcessHandle process) throws IOException {
    try {
      process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
    } catch (ExecutionException e) {
      throw new IOException("process " + process.pid() + " cannot be stopped", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }
}
