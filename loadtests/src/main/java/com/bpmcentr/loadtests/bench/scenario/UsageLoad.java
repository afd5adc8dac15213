package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.report.MarkdownTable;
import com.bpmcentr.loadtests.bench.server.Project;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What it costs PostgreSQL to count a million customers who all ask within one flush, sent by two
 * edges as fast as it takes them, and whether changes arrive later meanwhile.
 */
final class UsageLoad {
  private static final int CHANGES_BEFORE = 60;

  /** No divisor of any number of customers that anybody would ask for: scatters them. */
  private static final int STEP = 15_485_863;

  private final RunningSystem system;
  private final ScenarioOptions options;
  private final InstantSource clock = InstantSource.system();

  private UsageLoad(RunningSystem system, ScenarioOptions options) {
    this.system = system;
    this.options = options;
  }

  /**
   * All customers counted once.
   *
   * @param batchTimes in nanoseconds, of all edges
   * @param nanos from the first batch to the last
   * @param untilDenied of changes made meanwhile, in nanoseconds
   */
  private record Pass(
      String what,
      int rows,
      Samples batchTimes,
      long nanos,
      PgUsageBatches.Figures before,
      PgUsageBatches.Figures after,
      Samples untilDenied) {}

  static void run(Project project, ScenarioOptions options, ScenarioReport report)
      throws IOException, SQLException {
    Samples idle = new Samples();
    List<Pass> passes;
    try (RunningSystem system =
        RunningSystem.start(project, options.firstPort(), options.edges())) {
      passes = new UsageLoad(system, options).measure(idle);
    }
    report.say(
        ("%,d customers, each counted once in a pass, by %d senders beside %d real edges, in"
                + " batches of %,d rows, one after the other without a pause. PostgreSQL, console,"
                + " edges and senders share all processors. Commits wait for the disk.")
            .formatted(options.customers(), options.edges(), options.edges(), PgUsageBatches.ROWS));
    MarkdownTable table =
        new MarkdownTable(
            "pass",
            "rows/s",
            "a batch p50, ms",
            "max, ms",
            "WAL, bytes a row",
            "table and indexes, bytes a row");
    for (Pass pass : passes) {
      table.row(
          pass.what,
          "%,d".formatted(pass.rows * 1_000_000_000L / pass.nanos),
          ScenarioReport.millis(pass.batchTimes.median()),
          ScenarioReport.millis(pass.batchTimes.max()),
          perRow(pass.after.wal() - pass.before.wal(), pass.rows),
          perRow(pass.after.bytes() - pass.before.bytes(), pass.rows));
    }
    report.table(table);
    MarkdownTable changes =
        new MarkdownTable("changes meanwhile", "samples", "p50, ms", "p99, ms", "max, ms");
    row(changes, "none is sent", idle);
    passes.forEach(pass -> row(changes, pass.what, pass.untilDenied));
    report.table(changes);
  }

  private static void row(MarkdownTable table, String what, Samples samples) {
    table.row(
        what,
        "%,d".formatted(samples.size()),
        ScenarioReport.millis(samples.median()),
        ScenarioReport.millis(samples.percentile(99)),
        ScenarioReport.millis(samples.max()));
  }

  private static String perRow(long bytes, int rows) {
    return String.format(Locale.ROOT, "%.0f", bytes / (double) rows);
  }

  private List<Pass> measure(Samples idle) throws IOException, SQLException {
    List<PgUsageBatches> senders = new ArrayList<>();
    try (AdminApi api = system.adminApi();
        ChangeTimer timer = new ChangeTimer(system, api)) {
      List<Subscriber> subscribers =
          Subscriber.createAll(api, 0, CHANGES_BEFORE + 3 * options.samples());
      int next = 0;
      for (; next < CHANGES_BEFORE; next++) {
        timer.make(Withdrawal.REVOKE, subscribers.get(next));
      }
      for (int i = 0; i < options.samples(); i++, next++) {
        idle.add(timer.make(Withdrawal.REVOKE, subscribers.get(next)).untilDenied());
      }
      for (int i = 0; i < options.edges(); i++) {
        senders.add(new PgUsageBatches(system.connectAsEdge(), "bench-" + i, clock.instant()));
      }
      List<Pass> passes = new ArrayList<>();
      for (String what : List.of("first in the hour", "again in the hour")) {
        passes.add(pass(what, senders, timer, subscribers.subList(next, next + options.samples())));
        next += options.samples();
      }
      return passes;
    } finally {
      for (PgUsageBatches sender : senders) {
        sender.close();
      }
    }
  }

  private Pass pass(
      String what, List<PgUsageBatches> senders, ChangeTimer timer, List<Subscriber> subscribers)
      throws IOException, SQLException {
    PgUsageBatches.Figures before = senders.getFirst().figures();
    Samples batchTimes = new Samples();
    Samples untilDenied = new Samples();
    long start = System.nanoTime();
    List<CompletableFuture<Void>> sending = new ArrayList<>();
    for (int i = 0; i < senders.size(); i++) {
      int first = i;
      sending.add(
          CompletableFuture.runAsync(
              () -> send(senders.get(first), first, batchTimes), Thread::startVirtualThread));
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(sending.toArray(CompletableFuture[]::new));
    CompletableFuture<Long> ended = all.thenApply(done -> System.nanoTime());
    for (int i = 0; i < subscribers.size() && !all.isDone(); i++) {
      untilDenied.add(timer.make(Withdrawal.REVOKE, subscribers.get(i)).untilDenied());
    }
    try {
      long nanos = ended.join() - start;
      return new Pass(
          what,
          options.customers(),
          batchTimes,
          nanos,
          before,
          senders.getFirst().figures(),
          untilDenied);
    } catch (CompletionException e) {
      throw new IOException("usage was not taken: " + e.getCause(), e);
    }
  }

  /** This sender's share of the customers, scattered over them all. */
  private void send(PgUsageBatches sender, int first, Samples times) {
    int total = options.customers();
    int[] batch = new int[PgUsageBatches.ROWS];
    int filled = 0;
    try {
      for (long i = first; i < total; i += options.edges()) {
        batch[filled++] = (int) (i * STEP % total);
        if (filled == batch.length || i + options.edges() >= total) {
          int[] rows = Arrays.copyOf(batch, filled);
          long start = System.nanoTime();
          sender.send(rows);
          times.add(System.nanoTime() - start);
          filled = 0;
        }
      }
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }
}
