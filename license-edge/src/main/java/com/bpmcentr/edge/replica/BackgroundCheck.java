package com.bpmcentr.edge.replica;

import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.Refusal;
import com.bpmcentr.license.SignedDocument;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the signatures of documents that count already because a checkpoint vouches for them.
 *
 * <p>One that does not hold is an alarm and no more: with the checkpoint the console has signed for
 * the payload, so the document stays. It means that somebody wrote to the table, or that the
 * console published with a key that this edge does not know.
 *
 * <p>Its thread works a quarter of the time, since checks are answered beside it.
 */
public final class BackgroundCheck implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(BackgroundCheck.class);

  private static final int RESTS_AS_LONG_AS_WORK = 3;
  private static final int DOCUMENTS_BETWEEN_RESTS = 50;
  private static final int ROWS_A_PAGE = 500;
  private static final int RETRY_SECONDS = 10;

  /** Until a place is asked for again; one is taken for a few milliseconds only. */
  private static final long SHORTEST_WAIT_MILLIS = 200;

  private static final long LONGEST_WAIT_MILLIS = 1_000;

  private final PgFeed feed;
  private final TrustedKeys keys;
  private final FeedStatus status;
  private final LongSupplier nanoTime;
  private final AtomicBoolean setIsDue = new AtomicBoolean();
  private final AtomicBoolean entriesAreDue = new AtomicBoolean();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("check").factory());

  /** Something to check, which the end of the program interrupts. */
  @FunctionalInterface
  private interface Work {
    void run() throws InterruptedException;
  }

  /**
   * A check that has nothing to do yet.
   *
   * @param feed with a connection of its own, so that following never waits for this
   * @param nanoTime monotonic time in nanoseconds
   */
  public BackgroundCheck(PgFeed feed, TrustedKeys keys, FeedStatus status, LongSupplier nanoTime) {
    this.feed = feed;
    this.keys = keys;
    this.status = status;
    this.nanoTime = nanoTime;
  }

  /** Has all current documents checked. */
  void checkSet() {
    if (setIsDue.compareAndSet(false, true)) {
      begin(
          () -> {
            setIsDue.set(false);
            readAndCheckSet();
          });
    }
  }

  /** Has all documents of a set checked. */
  void check(SetSource source) {
    begin(
        () -> {
          try {
            SetSource.Pages<CurrentDocument> pages = source.rows();
            for (List<CurrentDocument> page = pages.next(); !page.isEmpty(); page = pages.next()) {
              checkPage(page);
            }
          } catch (FeedUnavailableException e) {
            log.info("feed: the check of what was read from disk ends early");
          }
        });
  }

  /** Has these entries' documents checked; one lot is kept for it, else the set is read again. */
  void check(List<FeedEntry> entries) {
    if (!entriesAreDue.compareAndSet(false, true)) {
      checkSet();
      return;
    }
    begin(
        () -> {
          try {
            for (int from = 0; from < entries.size(); from += DOCUMENTS_BETWEEN_RESTS) {
              int to = Math.min(from + DOCUMENTS_BETWEEN_RESTS, entries.size());
              List<FeedEntry> part = entries.subList(from, to);
              workThenRest(() -> part.forEach(entry -> check(entry.subject(), entry.document())));
            }
          } finally {
            entriesAreDue.set(false);
          }
        });
  }

  private void begin(Work work) {
    thread.execute(
        () -> {
          try {
            work.run();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (OutOfMemoryError e) {
            throw e;
          } catch (RuntimeException | Error e) {
            // what was left of it stays unchecked, and counts on: its payloads are signed for
            status.failed("the check of signatures", e);
          }
        });
  }

  private void readAndCheckSet() throws InterruptedException {
    long checked = 0;
    String after = "";
    List<CurrentDocument> page;
    do {
      page = currentAfter(after);
      checkPage(page);
      checked += page.size();
      after = page.isEmpty() ? after : page.getLast().subject();
    } while (!page.isEmpty());
    log.info("feed: the signatures of all {} current documents have been checked", checked);
  }

  private void checkPage(List<CurrentDocument> page) throws InterruptedException {
    for (int from = 0; from < page.size(); from += DOCUMENTS_BETWEEN_RESTS) {
      int to = Math.min(from + DOCUMENTS_BETWEEN_RESTS, page.size());
      List<CurrentDocument> part = page.subList(from, to);
      workThenRest(() -> part.forEach(row -> check(row.subject(), row.document())));
    }
  }

  private List<CurrentDocument> currentAfter(String subject) throws InterruptedException {
    while (true) {
      try (PgSetReading reading = feed.readSet(PgSetReading.Purpose.CHECK)) {
        if (reading != null) {
          return reading.currentAfter(subject, ROWS_A_PAGE);
        }
      } catch (FeedUnavailableException e) {
        TimeUnit.SECONDS.sleep(RETRY_SECONDS);
        continue;
      }
      TimeUnit.MILLISECONDS.sleep(
          ThreadLocalRandom.current().nextLong(SHORTEST_WAIT_MILLIS, LONGEST_WAIT_MILLIS));
    }
  }

  private void workThenRest(Runnable work) throws InterruptedException {
    long begun = nanoTime.getAsLong();
    work.run();
    TimeUnit.NANOSECONDS.sleep(RESTS_AS_LONG_AS_WORK * (nanoTime.getAsLong() - begun));
  }

  private void check(String subject, SignedDocument document) {
    if (keys.verify(document) instanceof Refusal refusal) {
      status.raise(FeedAlarm.SIGNATURE_REFUSED, subject + " " + refusal.detail());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
