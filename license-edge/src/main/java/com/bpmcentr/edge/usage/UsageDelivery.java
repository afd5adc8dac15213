package com.bpmcentr.edge.usage;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings batches to disk and to the database, in this order: a batch is on disk before it is sent,
 * and its file goes when the database has counted it. A batch whose answer was lost is sent again
 * as it was. One that the database cannot take, because it is too slow or a row of it is refused,
 * is divided until what is left can be taken, or is one row; a row that is refused is set aside.
 *
 * <p>For the usage thread; the meters are read by others.
 */
final class UsageDelivery {

  private static final Logger log = LoggerFactory.getLogger(UsageDelivery.class);

  /** So often a batch may get no answer before it is taken to be too large for the line. */
  private static final int UNANSWERED_TO_DIVIDE = 3;

  private final PgUsage database;
  private final OperationTotals totals;
  private final UsageBuffer buffer;
  private final @Nullable UsageFiles files;
  private final LongSupplier nanoTime;
  private final Deque<Path> leftOver = new ArrayDeque<>();
  private final Set<Path> toldUnreadable = new HashSet<>();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong divided = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private volatile long caughtUpAt;
  private volatile long waitingRows;
  private volatile long withoutDetail;
  private volatile boolean diskFailing;
  private volatile int setAside;
  private boolean failing;

  /**
   * A delivery that has delivered nothing yet.
   *
   * @param files null: batches are kept in memory only
   * @param nanoTime monotonic time in nanoseconds
   */
  UsageDelivery(
      PgUsage database,
      OperationTotals totals,
      UsageBuffer buffer,
      @Nullable UsageFiles files,
      LongSupplier nanoTime) {
    this.database = database;
    this.totals = totals;
    this.buffer = buffer;
    this.files = files;
    this.nanoTime = nanoTime;
    this.caughtUpAt = nanoTime.getAsLong();
  }

  /** Registers the meters. */
  void register(MeterRegistry registry) {
    Gauge.builder("edge.usage.waiting.rows", this, delivery -> delivery.waitingRows)
        .description("Rows of usage that the database has not counted yet")
        .register(registry);
    Gauge.builder("edge.usage.behind", this, UsageDelivery::behindSeconds)
        .description("How long ago the database had counted all that there was to count")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("edge.usage.disk.failing", this, delivery -> delivery.diskFailing ? 1 : 0)
        .description("1 while usage cannot be kept on disk, and a crash would cost it")
        .register(registry);
    FunctionCounter.builder("edge.usage.flush.failures", failures, AtomicLong::get)
        .description("Batches that the database did not answer, each sent again")
        .register(registry);
    FunctionCounter.builder("edge.usage.batches.divided", divided, AtomicLong::get)
        .description("Batches that the database could not take as a whole")
        .register(registry);
    Gauge.builder("edge.usage.files.set.aside", this, delivery -> delivery.setAside)
        .description("Files that lie aside: damaged, another edge's, or refused by the database")
        .register(registry);
    FunctionCounter.builder("edge.usage.calls.without.detail", this, d -> d.withoutDetail)
        .description("Calls counted by hour and code only, since there was no room for more")
        .register(registry);
    FunctionCounter.builder("edge.usage.calls.lost", lost, AtomicLong::get)
        .description("Calls that will not be counted: refused, too old, or left at a stop")
        .register(registry);
  }

  private double behindSeconds() {
    return (nanoTime.getAsLong() - caughtUpAt) / 1e9;
  }

  /** Looks for what earlier starts have left on disk. */
  void findLeftOver() {
    UsageFiles disk = files;
    if (disk == null) {
      return;
    }
    try {
      leftOver.addAll(disk.leftOver());
    } catch (IOException e) {
      diskFails("left-over usage cannot be read", e);
    }
    takeOver(disk);
    countSetAside(disk);
    look();
  }

  /**
   * As much as there is room for; the rest stays on disk until there is. A file that cannot be read
   * just now keeps the later ones of its start waiting: once one of those was counted, the database
   * would take this one for counted too.
   */
  private void takeOver(UsageFiles disk) {
    Set<String> unreadable = new HashSet<>();
    Iterator<Path> waiting = leftOver.iterator();
    while (waiting.hasNext() && buffer.rows() < UsageBuffer.MOST_ROWS) {
      Path file = waiting.next();
      if (unreadable.contains(UsageFiles.boot(file))) {
        continue;
      }
      try {
        UsageBatch batch = disk.read(file);
        buffer.takeOver(batch);
        totals.takeOver(batch);
        waiting.remove();
      } catch (DamagedUsageException e) {
        log.error("{} is set aside: {}", file.getFileName(), e.getMessage());
        setAside(disk, file);
        waiting.remove();
      } catch (NoSuchFileException e) {
        log.error("{} is gone: somebody has taken it away", file.getFileName());
        waiting.remove();
      } catch (IOException e) {
        unreadable.add(UsageFiles.boot(file));
        if (toldUnreadable.add(file)) {
          log.warn("{} cannot be read: {}", file.getFileName(), e.getMessage());
        }
      }
    }
  }

  /**
   * Takes what an event loop has counted in that hour.
   *
   * @param begunAt monotonic time at which it began to
   */
  void add(int hour, long begunAt, List<Counter> counters) {
    buffer.add(hour, begunAt, counters);
    look();
  }

  private void look() {
    waitingRows = buffer.rows();
    withoutDetail = buffer.withoutDetail();
    if (buffer.oldest() == null && leftOver.isEmpty()) {
      caughtUpAt = nanoTime.getAsLong();
    }
  }

  /** Brings every batch that has changed to disk. */
  void keep() {
    UsageBatch next = buffer.oldest();
    if (next != null) {
      // what is about to be sent is written once
      next.become(UsageBatch.State.SENT);
    }
    buffer.batches().forEach(this::keep);
    if (files != null) {
      countSetAside(files);
    }
  }

  /** Whether the disk, if there is one, has the batch as it is. */
  private boolean keep(UsageBatch batch) {
    UsageFiles disk = files;
    if (disk == null || batch.kept()) {
      return true;
    }
    try {
      disk.write(batch);
      batch.markKept();
      diskFailing = false;
      return true;
    } catch (IOException e) {
      // counting goes on in memory; a crash would cost what is not in the database yet
      diskFails("usage cannot be kept on disk", e);
      return false;
    }
  }

  /**
   * Sends what waits, the oldest first, one batch after the other, until the database does not
   * answer.
   *
   * @param nanos after which no other batch is begun
   * @param deadlineMillis of one batch
   */
  void send(long nanos, long deadlineMillis) throws InterruptedException {
    long start = nanoTime.getAsLong();
    UsageBatch batch = next();
    while (batch != null && bring(batch, deadlineMillis)) {
      UsageBatch following = next();
      batch = nanoTime.getAsLong() - start < nanos ? following : null;
    }
  }

  /** The oldest batch, once what earlier starts have left has been taken over; null: none waits. */
  private @Nullable UsageBatch next() {
    if (files != null) {
      takeOver(files);
    }
    look();
    return buffer.oldest();
  }

  /** Sends what can be sent in that time; what is neither counted nor on disk then is lost. */
  void sendLast(long millis) throws InterruptedException {
    long end = nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = millis;
    UsageBatch batch = buffer.oldest();
    while (batch != null && left > 0 && bring(batch, left)) {
      batch = buffer.oldest();
      left = TimeUnit.NANOSECONDS.toMillis(end - nanoTime.getAsLong());
    }
    long unkept =
        buffer.batches().stream()
            .filter(waiting -> files == null || !waiting.kept())
            .mapToLong(UsageBatch::sum)
            .sum();
    if (unkept > 0) {
      lost.addAndGet(unkept);
      log.warn("{} calls are not counted: neither database nor disk took them", unkept);
    }
  }

  /**
   * One step with the oldest batch; whether the database has answered, so that another may follow.
   */
  private boolean bring(UsageBatch batch, long deadlineMillis) throws InterruptedException {
    if (batch.state() == UsageBatch.State.DIVIDING) {
      return divide(batch, deadlineMillis);
    }
    batch.become(UsageBatch.State.SENT);
    // also while the disk fails: nobody but this start knows the batch then
    keep(batch);
    try {
      Long begunMillisAgo = batch.begunMillisAgo(nanoTime.getAsLong());
      UsageRecorded recorded =
          result(database.record(batch, begunMillisAgo, deadlineMillis), deadlineMillis);
      totals.counted(batch, recorded.totals());
      notePassedOver(recorded.passedOver());
    } catch (ExecutionException e) {
      return notCounted(batch, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      return notCounted(batch, e);
    }
    done(batch);
    return true;
  }

  private void notePassedOver(long calls) {
    if (calls > 0) {
      lost.addAndGet(calls);
      log.error("{} calls are not counted: they are older than the database keeps", calls);
    }
  }

  private boolean notCounted(UsageBatch batch, Throwable failure) {
    boolean refused = PgUsage.isRefusal(failure);
    boolean one = batch.calls().size() == 1;
    if (refused && one) {
      refused(batch, failure);
      return true;
    }
    noteFailure(failure);
    boolean answered = refused || PgUsage.isTooSlow(failure);
    if (!one && (answered || batch.countUnanswered() >= UNANSWERED_TO_DIVIDE)) {
      batch.become(UsageBatch.State.DIVIDING);
      return answered;
    }
    return false;
  }

  /** Each step may be the last before a crash: a start that finds the file takes them all again. */
  private boolean divide(UsageBatch batch, long deadlineMillis) throws InterruptedException {
    if (!keep(batch) && !delete(batch)) {
      // a start that found it as it was would take it for counted
      return false;
    }
    boolean withdrawn;
    try {
      withdrawn = result(database.withdraw(batch, deadlineMillis), deadlineMillis);
    } catch (ExecutionException e) {
      noteFailure(e.getCause() == null ? e : e.getCause());
      return false;
    } catch (TimeoutException e) {
      noteFailure(e);
      return false;
    }
    if (!withdrawn) {
      totals.counted(batch, List.of());
      done(batch);
      return true;
    }
    divided.incrementAndGet();
    log.warn("a batch of usage of {} rows is divided", batch.calls().size());
    List<UsageBatch> halves = buffer.divideOldest();
    halves.forEach(this::keep);
    if (files != null && halves.stream().allMatch(UsageBatch::kept)) {
      delete(batch);
    }
    return true;
  }

  private void done(UsageBatch batch) {
    failing = false;
    buffer.removeOldest();
    delete(batch);
  }

  private void refused(UsageBatch batch, Throwable refusal) {
    lost.addAndGet(batch.sum());
    log.error("the database refuses {} calls of usage: {}", batch.sum(), refusal.getMessage());
    buffer.removeOldest();
    UsageFiles disk = files;
    if (disk != null && batch.kept()) {
      setAside(disk, disk.file(batch));
    }
  }

  private boolean delete(UsageBatch batch) {
    UsageFiles disk = files;
    try {
      if (disk != null) {
        disk.delete(batch);
      }
      return true;
    } catch (IOException e) {
      // the next start sends it once more, and the database knows it
      diskFails("a counted batch cannot be deleted", e);
      return false;
    }
  }

  private void setAside(UsageFiles disk, Path file) {
    try {
      if (!disk.setAside(file)) {
        log.error(
            "{} is deleted: {} files set aside wait for somebody to look at them",
            file.getFileName(),
            UsageFiles.MOST_SET_ASIDE);
      }
    } catch (IOException e) {
      diskFails(file.getFileName() + " cannot be set aside", e);
    }
    countSetAside(disk);
  }

  /** Somebody takes away what he has looked at; while the folder cannot be read, nobody does. */
  private void countSetAside(UsageFiles disk) {
    try {
      setAside = disk.countSetAside();
    } catch (IOException e) {
      log.debug("what lies aside cannot be counted", e);
    }
  }

  private void diskFails(String what, IOException e) {
    if (!diskFailing) {
      log.warn("{}: {}", what, e.getMessage());
    }
    diskFailing = true;
  }

  private void noteFailure(Throwable failure) {
    failures.incrementAndGet();
    if (!failing) {
      log.warn("usage cannot be brought to the database: {}", failure.getMessage());
    }
    failing = true;
  }

  /**
   * The link has a deadline of its own; this one only keeps a closed event loop from hanging us.
   */
  private static <T> T result(Future<T> future, long deadlineMillis)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .get(deadlineMillis + 500, TimeUnit.MILLISECONDS);
  }
}
