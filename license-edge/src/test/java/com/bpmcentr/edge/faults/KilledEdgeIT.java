package com.bpmcentr.edge.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.EdgeProcess;
import com.bpmcentr.edge.Soak;
import com.bpmcentr.edge.TestProxy;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.License;
import com.bpmcentr.license.SubjectDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments, of an edge that keeps its set on disk, while customers are
 * changed and revoked: it always comes back, and what it has receipted is never undone, with the
 * database and without.
 */
class KilledEdgeIT {

  /** Small ones, each revoked once and never let in again. */
  private static final int CUSTOMERS = Soak.count(200, 2_000);

  /** Big ones that change all the time, so that journals grow and snapshots are made. */
  private static final int BIG = 4;

  private static final int KEYS_OF_A_BIG_ONE = Soak.count(100, 3_000);

  /** Between two changes; without it they would have a processor to themselves. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(Soak.count(10, 0));

  private final TestWorld world = new TestWorld();
  private final Map<Integer, FeedPosition> revokedAt = new ConcurrentHashMap<>();
  private volatile boolean stopped;

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    world.close();
  }

  private static License customer(int number, long version, boolean revoked) {
    Documents.GrantBuilder grant =
        new Documents.GrantBuilder("s-" + number, "rozetka").account("1");
    return Documents.license(
        "c" + number,
        version,
        List.of(Documents.key("key-" + number, "bpm_prod_" + number)),
        List.of(revoked ? grant.revoked().build() : grant.build()));
  }

  private static License big(int number, long version, List<ApiKeyRef> keys) {
    return Documents.license("big" + number, version, keys, List.of());
  }

  private static List<ApiKeyRef> manyKeys(int number) {
    List<ApiKeyRef> keys = new ArrayList<>();
    for (int i = 0; i < KEYS_OF_A_BIG_ONE; i++) {
      keys.add(Documents.key("key-" + number + "-" + i, "bpm_prod_big_" + number + "_" + i));
    }
    return keys;
  }

  private void publishCustomers() {
    world.publisher().publish(Documents.connector("rozetka", Category.STANDARD));
    for (int from = 0; from < CUSTOMERS; from += 100) {
      List<SubjectDocument> some = new ArrayList<>();
      for (int i = from; i < from + 100; i++) {
        some.add(customer(i, 1, false));
      }
      world.publisher().publish(some.toArray(SubjectDocument[]::new));
    }
  }

  /** Revokes one after the other, with a change of a big customer in between. */
  private void change() {
    List<List<ApiKeyRef>> keys = new ArrayList<>();
    for (int i = 0; i < BIG; i++) {
      keys.add(manyKeys(i));
    }
    for (int i = 0; !stopped; i++) {
      int bigOne = i % BIG;
      world.publisher().publish(big(bigOne, 1 + i / BIG, keys.get(bigOne)));
      if (i % 4 == 0 && i / 4 < CUSTOMERS) {
        revokedAt.put(i / 4, world.publisher().publish(customer(i / 4, 2, true)));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private FeedPosition receipted() throws SQLException {
    try (Connection connection = world.database().connect(DatabaseRole.OWNER);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select coalesce(max(seq), 0) from receipt")) {
      rows.next();
      return new FeedPosition(1, rows.getLong(1));
    }
  }

  @Test
  void killed_atRandomMomentsUnderChange_comesBackWithAllItHasReceipted() throws Exception {
    Random random = Soak.random("KilledEdgeIT");
    publishCustomers();
    try (TestProxy proxy = new TestProxy(world.databasePort())) {
      Map<String, String> settings = world.environment("e1", world.databaseUrlAt(proxy.port()));
      settings.put("EDGE_SNAPSHOT_DIR", folder.resolve("edge").toString());
      Thread publisher = Thread.ofPlatform().start(this::change);
      try {
        int rounds = Soak.count(5, 200);
        for (int round = 0; round < rounds; round++) {
          FeedPosition atLeast = receipted();
          boolean alone = round % 3 == 2 && atLeast.seq() > 0;
          boolean early = round % 4 == 3;
          if (alone) {
            proxy.begin(TestProxy.Fault.REFUSED);
          }
          try (EdgeProcess edge = EdgeProcess.start(settings, folder)) {
            if (!early || alone) {
              long began = System.nanoTime();
              comesBack(edge, atLeast, random, "round " + round);
              tell(round, began);
            }
            assertThat(edge.endsWithin(random.nextInt(alone ? 100 : 500)))
                .as("round %d: ended by itself: %s", round, edge.output())
                .isFalse();
          }
          proxy.end();
        }
      } finally {
        stopped = true;
        publisher.join();
      }
      assertThat(receipted().seq()).as("nothing was receipted").isGreaterThan(CUSTOMERS + 1);
      if (Soak.isLong()) {
        assertThat(newestSnapshot()).as("journals were made into snapshots").isGreaterThan(1);
      }
      try (EdgeProcess edge = EdgeProcess.start(settings, folder)) {
        comesBack(edge, receipted(), random, "at the end");
      }
    }
  }

  /** A long run is looked at while it goes on: whether a start takes longer with each kill. */
  private void tell(int round, long began) throws IOException {
    if (Soak.isLong() && round % 10 == 1) {
      System.out.printf(
          "round %d: back after %.1f s, %d bytes on disk%n",
          round, (System.nanoTime() - began) / 1e9, bytesOnDisk());
    }
  }

  private long bytesOnDisk() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("edge"))) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private long newestSnapshot() throws Exception {
    try (var files = Files.list(folder.resolve("edge"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("snapshot-[0-9]+"))
          .mapToLong(name -> Long.parseLong(name.substring(9)))
          .max()
          .orElse(0);
    }
  }

  private void comesBack(EdgeProcess edge, FeedPosition atLeast, Random random, String when) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(25))
        .untilAsserted(
            () ->
                assertThat(edge.health().statusCode())
                    .as("%s: %s\n%s", when, edge.health().body(), edge.output())
                    .isEqualTo(200));
    // whatever it may still read from the database: what it answers from has all of this
    FeedPosition position = edge.position();
    assertThat(position).as("%s: %s", when, edge.output()).isGreaterThanOrEqualTo(atLeast);
    List<Integer> known =
        revokedAt.entrySet().stream()
            .filter(revoked -> revoked.getValue().compareTo(position) <= 0)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    List<Integer> asked =
        new ArrayList<>(known.subList(Math.max(0, known.size() - 10), known.size()));
    for (int i = 0; i < 10 && !known.isEmpty(); i++) {
      asked.add(known.get(random.nextInt(known.size())));
    }
    for (int number : asked) {
      assertThat(edge.code("bpm_prod_" + number, "rozetka", "1"))
          .as(
              "%s: customer %d, revoked at %s, asked at %s",
              when, number, revokedAt.get(number), position)
          .isEqualTo("REVOKED");
    }
    assertThat(edge.health().body()).as(when).contains("\"lastAlarm\":null");
  }
}
