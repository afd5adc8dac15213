package com.bpmcentr.edge.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.EdgeProcess;
import com.bpmcentr.edge.RawHttp;
import com.bpmcentr.edge.Soak;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestProxy;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.License;
import com.bpmcentr.license.SubjectDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receipt of a revocation is the truth: what is asked after it is refused. */
class LinearizableRevocationIT {

  private static final int CHECKERS = 8;

  private final TestWorld world = new TestWorld();
  private final RevocationHistory history = new RevocationHistory();
  private final AtomicInteger current = new AtomicInteger();
  private volatile boolean stopped;

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    world.close();
  }

  private static License customer(int number, boolean revoked) {
    Documents.GrantBuilder grant =
        new Documents.GrantBuilder("s-" + number, "rozetka").account("1");
    return Documents.license(
        "c" + number,
        revoked ? 2 : 1,
        List.of(Documents.key("key-" + number, key(number))),
        List.of(revoked ? grant.revoked().build() : grant.build()));
  }

  private static String key(int number) {
    return "bpm_prod_" + number;
  }

  private void publishCustomers(int count) {
    world.publisher().publish(Documents.connector("rozetka", Category.STANDARD));
    for (int from = 0; from < count; from += 100) {
      List<SubjectDocument> some = new ArrayList<>();
      for (int i = from; i < Math.min(count, from + 100); i++) {
        some.add(customer(i, false));
      }
      world.publisher().publish(some.toArray(SubjectDocument[]::new));
    }
  }

  private EdgeProcess startProcess(String edgeId) throws IOException {
    Map<String, String> settings = world.environment(edgeId, world.databaseUrl());
    Path own = Files.createDirectories(folder.resolve(edgeId));
    settings.put("EDGE_SNAPSHOT_DIR", own.resolve("snapshot").toString());
    return EdgeProcess.start(settings, own);
  }

  private static boolean isReceipted(Connection connection, FeedPosition position, int edges)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select count(distinct edge_id) from receipt where seq >= ?")) {
      statement.setLong(1, position.seq());
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1) == edges;
      }
    }
  }

  private void awaitReceipts(FeedPosition position, int edges) throws SQLException {
    try (Connection connection = world.database().connect(DatabaseRole.OWNER)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(10))
          .until(() -> isReceipted(connection, position, edges));
    }
  }

  private void check(RawHttp line, String edgeId, int number) throws IOException {
    Instant start = Instant.now();
    line.send(
        "GET /v1/verify?connector=rozetka&account=1 HTTP/1.1\r\nHost: edge\r\nAuthorization: Bearer "
            + key(number)
            + "\r\n\r\n");
    String body = line.readAnswer().body();
    int code = body.indexOf("\"code\":\"") + 8;
    history.checked(
        new RevocationHistory.Check(
            edgeId, key(number), start, body.substring(code, body.indexOf('"', code))));
  }

  /** Asks at that rate, mostly for who has just been revoked or is about to be. */
  private void checkSteadily(int port1, int port2, int customers, int perSecond) {
    long period = 1_000_000_000L / perSecond;
    try (RawHttp first = new RawHttp(port1);
        RawHttp second = new RawHttp(port2)) {
      long due = System.nanoTime();
      for (int i = 0; !stopped; i++) {
        int number = current.get() + 1 - ThreadLocalRandom.current().nextInt(4);
        boolean toFirst = i % 2 == 0;
        check(
            toFirst ? first : second, toFirst ? "e1" : "e2", Math.clamp(number, 0, customers - 1));
        due += period;
        LockSupport.parkNanos(due - System.nanoTime());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void revocations_underChecksOnTwoEdges_noCheckAfterAReceiptIsValid() throws Exception {
    int revocations = Soak.count(20, 500);
    int perSecond = Soak.count(400, 2_000);
    publishCustomers(revocations);
    try (EdgeProcess first = startProcess("e1");
        EdgeProcess second = startProcess("e2")) {
      awaitReceipts(new FeedPosition(1, revocations + 1), 2);
      List<CompletableFuture<Void>> checkers = new ArrayList<>();
      long began = System.nanoTime();
      for (int i = 0; i < CHECKERS; i++) {
        checkers.add(
            CompletableFuture.runAsync(
                () -> checkSteadily(first.port(), second.port(), revocations, perSecond / CHECKERS),
                Thread.ofPlatform()::start));
      }
      for (int i = 0; i < revocations; i++) {
        current.set(i);
        FeedPosition position = world.publisher().publish(customer(i, true));
        history.revoked(key(i), position);
        awaitReceipts(position, 2);
        int seen = history.size();
        await().until(() -> history.size() > seen + CHECKERS);
      }
      stopped = true;
      checkers.forEach(CompletableFuture::join);
      double seconds = (System.nanoTime() - began) / 1e9;

      RevocationHistory.Verdict verdict = history.judge(world);
      System.out.printf(
          "revocations: %d, checks: %d (%.0f a second), VALID before a receipt: %d, refused after"
              + " one: %d, VALID after one: %d%n",
          revocations,
          history.size(),
          history.size() / seconds,
          verdict.validBefore(),
          verdict.refusedAfter(),
          verdict.validAfter().size());
      assertThat(verdict.validAfter()).isEmpty();
      assertThat(verdict.validBefore()).isGreaterThan(revocations);
      assertThat(verdict.refusedAfter()).isGreaterThan(revocations);
      if (Soak.isLong()) {
        assertThat(history.size() / seconds).as("checks a second").isGreaterThan(1_900);
      }
    }
  }

  @Test
  void control_receiptWrittenBeforeTheRevocationHasArrived_isFoundOut() throws Exception {
    publishCustomers(1);
    try (TestProxy proxy = new TestProxy(world.databasePort())) {
      TestEdge edge =
          world
              .startEdge(
                  "e1", world.databaseUrlAt(proxy.port()), Clock.systemUTC(), System::nanoTime)
              .awaitReady();
      proxy.begin(TestProxy.Fault.BLACK_HOLE);
      FeedPosition position = world.publisher().publish(customer(0, true));
      history.revoked(key(0), position);
      world.asOwner(
          "insert into receipt (edge_id, boot_id, epoch, seq) values ('e1', gen_random_uuid(), 1, ?)",
          position.seq());
      try (RawHttp line = new RawHttp(edge.port())) {
        check(line, "e1", 0);
      }
    }

    assertThat(history.judge(world).validAfter()).hasSize(1);
  }
}
