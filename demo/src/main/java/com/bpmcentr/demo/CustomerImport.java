package com.bpmcentr.demo;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code -Ddemo.customers}: generated customers by the console's bulk import, and their keys in
 * {@code keys.csv}. How many there are is written down when every edge has them; a run that was
 * interrupted before sends the rest again, of which the console leaves out those it knows.
 */
final class CustomerImport {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String STEP = "customers";
  private static final int POLL_MILLIS = 200;
  private static final long TELL_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int LINES_AT_ONCE = 500;
  private static final Duration RUNNING_FOR = Duration.ofHours(1);

  private final AdminApi api;
  private final DemoFolder folder;
  private final int edges;
  private final Progress progress;
  private final CountDownLatch stopping;
  private final InstantSource clock;
  private long tellAfter;

  /**
   * @param edges how many must have applied what was imported
   * @param stopping ends the waiting
   * @param clock the console's and the edges'
   */
  CustomerImport(
      AdminApi api,
      DemoFolder folder,
      int edges,
      Progress progress,
      CountDownLatch stopping,
      InstantSource clock) {
    this.api = api;
    this.folder = folder;
    this.edges = edges;
    this.progress = progress;
    this.stopping = stopping;
    this.clock = clock;
  }

  /** Sees to it that there are at least {@code count}, and that all edges know them. */
  void fill(int count) throws IOException, DemoRefusal {
    State state = state();
    if (state.imported >= count && Files.exists(folder.keysFile())) {
      return;
    }
    progress.start(STEP);
    tellAfter = progress.elapsedNanos() + TELL_EVERY_NANOS;
    if (state.imported < count) {
      send(state.customers, state.imported + 1, count);
      awaitEdges();
    }
    State filled = new State(state.customers, Math.max(state.imported, count));
    DemoFolder.writeSecret(folder.keysFile(), filled::writeKeys);
    filled.write(folder.customersFile());
    progress.tell(STEP, "%,d, keys in %s".formatted(filled.imported, folder.keysFile()));
  }

  /**
   * How far it has come.
   *
   * @param imported so many are known to every edge
   */
  private record State(GeneratedCustomers customers, int imported) {
    private static final String SEED = "SEED";
    private static final String CONNECTORS = "CONNECTORS";
    private static final String IMPORTED = "IMPORTED";

    /** Nothing if there is no such file, or it is damaged. */
    static Optional<State> read(Path file) throws IOException {
      Map<String, String> values = EnvironmentFile.read(file);
      String seed = values.get(SEED);
      String connectors = values.get(CONNECTORS);
      String imported = values.get(IMPORTED);
      if (seed == null || connectors == null || imported == null || !imported.matches("\\d{1,7}")) {
        return Optional.empty();
      }
      return Optional.of(
          new State(
              new GeneratedCustomers(seed, List.of(connectors.split(","))),
              Integer.parseInt(imported)));
    }

    void write(Path file) throws IOException {
      Map<String, String> values = new LinkedHashMap<>();
      values.put(SEED, customers.seed());
      values.put(CONNECTORS, String.join(",", customers.connectors()));
      values.put(IMPORTED, Integer.toString(imported));
      EnvironmentFile.write(file, values);
    }

    void writeKeys(Appendable out) throws IOException {
      out.append("key,connector,account\n");
      for (int number = 1; number <= imported; number++) {
        out.append(customers.keysRow(number)).append('\n');
      }
    }
  }

  /** Written before the first line is sent: the keys that the console gets must not be lost. */
  private State state() throws IOException, DemoRefusal {
    if (!Files.exists(folder.customersFile())) {
      new State(new GeneratedCustomers(GeneratedCustomers.newSeed(), paidConnectors()), 0)
          .write(folder.customersFile());
    }
    return State.read(folder.customersFile())
        .orElseThrow(
            () ->
                new DemoRefusal(
                    "the demo's folder is damaged: %s is not whole; delete %s to begin anew"
                        .formatted(folder.customersFile(), folder.root())));
  }

  /** What is sold for money; the import refuses other subscriptions. */
  private List<String> paidConnectors() throws IOException, DemoRefusal {
    AdminApi.Answer answer =
        require(
            api.get(
                "/connectors?limit=100&filter%5Bstate%5D=published&filter%5Breserved%5D=false"));
    List<String> connectors = new ArrayList<>();
    for (JsonNode connector : answer.body().path("data")) {
      if (!connector.path("category").asString().equals("free")) {
        connectors.add(connector.path("id").asString());
      }
    }
    return connectors;
  }

  private void send(GeneratedCustomers customers, int first, int last)
      throws IOException, DemoRefusal {
    AdminApi.Answer accepted = require(api.postLines("/imports", lines(customers, first, last)));
    String path = "/imports/" + accepted.body().path("id").asString();
    JsonNode latest = accepted.body();
    while (!latest.path("state").asString().equals("done")) {
      if (List.of("failed", "broken_off").contains(latest.path("state").asString())) {
        throw new DemoRefusal("the import of customers " + latest.path("state").asString());
      }
      waitABit();
      latest = require(api.get(path)).body();
      tell(latest.path("imported").asLong() + latest.path("unchanged").asLong(), first, last);
    }
    JsonNode refused = latest.path("refusedLines").path("data");
    if (latest.path("refused").asLong() > 0) {
      throw new DemoRefusal(
          "the console refused %d of the customers, the first because of %s: %s"
              .formatted(
                  latest.path("refused").asLong(),
                  refused.path(0).path("field").asString(""),
                  refused.path(0).path("reason").asString("")));
    }
  }

  /** Made as they are sent: two million would not fit into memory. */
  private Iterable<byte[]> lines(GeneratedCustomers customers, int first, int last) {
    return () ->
        IntStream.iterate(first, next -> next <= last, next -> next + LINES_AT_ONCE)
            .mapToObj(next -> lines(customers, IntStream.range(next, next + LINES_AT_ONCE), last))
            .iterator();
  }

  private byte[] lines(GeneratedCustomers customers, IntStream numbers, int last) {
    StringBuilder lines = new StringBuilder();
    Instant startsAt = clock.instant().minus(RUNNING_FOR);
    numbers
        .takeWhile(number -> number <= last)
        .forEach(
            number ->
                lines
                    .append(JSON.writeValueAsString(customers.importLine(number, startsAt)))
                    .append('\n'));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void awaitEdges() throws IOException, DemoRefusal {
    while (true) {
      int following = 0;
      for (JsonNode edge : require(api.get("/edges?limit=100")).body().path("data")) {
        boolean isLive = edge.path("state").asString().equals("live");
        following += isLive && edge.path("behind").asLong(-1) == 0 ? 1 : 0;
      }
      if (following >= edges) {
        return;
      }
      waitABit();
    }
  }

  private void tell(long done, int first, int last) {
    if (progress.elapsedNanos() > tellAfter) {
      tellAfter += TELL_EVERY_NANOS;
      progress.tell(STEP, String.format(Locale.ROOT, "%,d of %,d", first - 1 + done, last));
    }
  }

  private void waitABit() throws IOException, DemoRefusal {
    try {
      if (stopping.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new DemoRefusal("stopped while importing customers");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while importing customers");
    }
  }

  private static AdminApi.Answer require(AdminApi.Answer answer) throws DemoRefusal {
    if (!answer.succeeded()) {
      throw new DemoRefusal("the console refused to import customers: " + answer.reason());
    }
    return answer;
  }
}
