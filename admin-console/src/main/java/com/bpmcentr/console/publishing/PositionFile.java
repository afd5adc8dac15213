package com.bpmcentr.console.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.console.config.ConfigurationException;
import com.bpmcentr.console.publishing.PublishingAlarm.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The newest position and chain value, in a file, so that a database that was set back is noticed.
 *
 * <p>Writing waits for the disk, and publishing does not wait for it: a thread writes the newest
 * value ten times a second at most, since each write also holds up the database on the same disk.
 * After a crash the file may be a moment behind the database, which is no alarm; it is never ahead
 * of what was committed.
 */
class PositionFile implements AutoCloseable {

  private static final long PAUSE_MILLIS = 100;
  private static final long RETRY_MILLIS = 5_000;

  private final Path file;
  private final PublishingAlarms alarms;
  private final AtomicReference<Optional<LastPublished>> waiting =
      new AtomicReference<>(Optional.empty());
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("position-file").factory());

  PositionFile(Path folder, PublishingAlarms alarms) {
    this.file = folder.resolve("feed-position");
    this.alarms = alarms;
  }

  /**
   * What was kept; empty at the first start.
   *
   * @throws ConfigurationException when the file is damaged: without it nobody could tell whether
   *     the database was set back
   */
  Optional<LastPublished> read() {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      return Optional.of(
          LastPublished.parse(Files.readString(file, UTF_8))
              .orElseThrow(
                  () -> new ConfigurationException("CONSOLE_STATE_DIR: " + file + " is damaged")));
    } catch (IOException e) {
      throw new ConfigurationException("CONSOLE_STATE_DIR: " + file + " cannot be read");
    }
  }

  /** Has the state kept soon; states must come in order. */
  void keep(LastPublished last) {
    if (waiting.getAndSet(Optional.of(last)).isEmpty()) {
      var _ = writer.schedule(this::write, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void write() {
    waiting
        .getAndSet(Optional.empty())
        .ifPresent(
            last -> {
              try {
                DurableFile.write(file, (last + "\n").getBytes(UTF_8));
                alarms.clear(Kind.POSITION_UNWRITTEN);
              } catch (IOException e) {
                var _ = alarms.raise(Kind.POSITION_UNWRITTEN, e.toString());
                again(last);
              }
            });
  }

  /** Unless a newer one waits already, or this ends. */
  private void again(LastPublished last) {
    boolean first =
        waiting.getAndUpdate(newer -> newer.isEmpty() ? Optional.of(last) : newer).isEmpty();
    if (first && !writer.isShutdown()) {
      var _ = writer.schedule(this::write, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Returns when all is written. */
  @Override
  public void close() {
    writer.close();
  }
}
