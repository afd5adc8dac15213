package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.BenchRefusal;
import com.bpmcentr.loadtests.bench.report.MarkdownTable;
import com.bpmcentr.loadtests.bench.server.Project;
import com.bpmcentr.loadtests.bench.set.SignedSet;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** What a set takes in an edge's memory: per customer in the heap, and as a whole process. */
final class Footprint {
  private static final int HEAP_TARGET_BYTES = 300;
  private static final int RESIDENT_TARGET_MIB = 1024;
  private static final int CLASSES_SHOWN = 12;
  private static final int KEYS_UNDER_LOAD = 100_000;
  private static final double MEBIBYTE = 1024 * 1024;

  private Footprint() {}

  /** One edge on one set. */
  private record Held(
      long setSize,
      ClassHistogram heap,
      ProcessMemory atReadiness,
      ProcessMemory afterCollection,
      ProcessMemory afterLoad) {}

  static void run(Project project, ScenarioOptions options, ScenarioReport report)
      throws IOException, SQLException, BenchRefusal {
    Held empty = measure(project, options, 0);
    Held full = measure(project, options, options.customers());
    long customers = full.setSize - empty.setSize;
    double bytesEach = (full.heap.totalBytes() - empty.heap.totalBytes()) / (double) customers;
    report.say(
        "%,d customers more than the empty edge, which holds %,d connectors and customers. "
                .formatted(customers, empty.setSize)
            + "Live heap is `jcmd GC.class_histogram` after its full collection; resident memory is"
            + " that of the whole process. Load: %,d checks a second for %d s, keys from all over"
                .formatted(options.rate(), options.seconds())
            + " the set.");
    report.table(
        new MarkdownTable("figure", "target", "reached")
            .row("live heap a customer, bytes", "≤ " + HEAP_TARGET_BYTES, number(bytesEach))
            .row("live heap, MiB", "", mebibytes(full.heap.totalBytes()))
            .row("live heap of the empty edge, MiB", "", mebibytes(empty.heap.totalBytes()))
            .row("resident at readiness, MiB", "", mebibytes(full.atReadiness.resident()))
            .row(
                "resident after the collection, MiB",
                "",
                mebibytes(full.afterCollection.resident()))
            .row("resident under load, MiB", "", mebibytes(full.afterLoad.resident()))
            .row(
                "highest resident, MiB",
                "≤ " + RESIDENT_TARGET_MIB,
                mebibytes(full.afterLoad.highest()))
            .row(
                "highest resident of the empty edge, MiB",
                "",
                mebibytes(empty.afterLoad.highest())));
    MarkdownTable classes = new MarkdownTable("class", "objects more", "bytes more", "a customer");
    full.heap.growthSince(empty.heap).stream()
        .limit(CLASSES_SHOWN)
        .forEach(
            growth ->
                classes.row(
                    "`" + growth.className() + "`",
                    "%,d".formatted(growth.instances()),
                    "%,d".formatted(growth.bytes()),
                    number(growth.bytes() / (double) customers)));
    report.table(classes);
  }

  private static Held measure(Project project, ScenarioOptions options, int customers)
      throws IOException, SQLException, BenchRefusal {
    try (SignedSet set = SignedSet.openOrMake(project, customers);
        StartingEdge edge =
            StartingEdge.start(project, set, List.of(), null, options.firstPort())) {
      edge.awaitReady();
      ProcessMemory atReadiness = ProcessMemory.of(edge.pid());
      ClassHistogram heap = ClassHistogram.of(edge.pid());
      ProcessMemory afterCollection = ProcessMemory.of(edge.pid());
      if (customers > 0) {
        List<byte[]> requests = Sets.requests(set, KEYS_UNDER_LOAD);
        try (BackgroundLoad load = new BackgroundLoad(edge.port(), requests, options.rate())) {
          load.start();
          Pauses.until(System.nanoTime() + options.seconds() * 1_000_000_000L);
        }
      }
      ProcessMemory afterLoad = ProcessMemory.of(edge.pid());
      return new Held(edge.setSize(), heap, atReadiness, afterCollection, afterLoad);
    }
  }

  private static String mebibytes(long bytes) {
    return number(bytes / MEBIBYTE);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
