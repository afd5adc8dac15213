package com.bpmcentr.edge.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.EmbeddedDatabase;
import com.bpmcentr.demo.postgres.PostgresSettings;
import com.bpmcentr.demo.postgres.TestDatabases;
import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.EdgeProcess;
import com.bpmcentr.edge.Soak;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestProxy;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.edge.usage.UsageRows;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.License;
import com.bpmcentr.license.SubjectDocument;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL is killed under edges, which are processes: while customers use their subscriptions
 * for the first time, and while checks are counted.
 */
class KilledDatabaseIT {

  private static final int CLAIMS = Soak.count(20, 200);

  private static final String COUNTED_KEY = "bpm_prod_counted";
  private static final String COUNTED_KEY_ID = "0197f000-0000-7000-8000-0000000000b1";

  @TempDir private static Path folder;

  private static PostgresSettings settings;
  private static EmbeddedDatabase server;
  private static TestWorld world;
  private static final List<String> subscriptions = new ArrayList<>();

  private volatile boolean stopped;

  @BeforeAll
  static void startServer() throws IOException, SQLException {
    // what was committed must be there after the kill
    PostgresSettings durable = TestDatabases.settingsIn(folder).madeDurable();
    server = EmbeddedDatabase.start(durable);
    settings = durable.withPort(server.port());
    world = TestWorld.on(server);
    sell();
  }

  @AfterEach
  void stopEdges() {
    world.close();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.crash();
  }

  private static void sell() {
    world.asOwner(
        """
        insert into connector (id, name, group_name, category, state, max_staleness_seconds,
                               on_stale, created_at)
        values ('rozetka', 'Rozetka', 'marketplace', 'standard', 'published', 259200, 'refuse',
                now())
        """);
    List<SubjectDocument> licenses = new ArrayList<>();
    licenses.add(Documents.connector("rozetka", Category.STANDARD));
    licenses.add(
        Documents.license(
            UUID.randomUUID().toString(),
            1,
            List.of(Documents.key(COUNTED_KEY_ID, COUNTED_KEY)),
            List.of(Documents.grant(UUID.randomUUID().toString(), "rozetka", "1"))));
    for (int i = 0; i < CLAIMS; i++) {
      licenses.add(sell(i));
    }
    for (int from = 0; from < licenses.size(); from += 100) {
      world
          .publisher()
          .publish(
              licenses
                  .subList(from, Math.min(licenses.size(), from + 100))
                  .toArray(SubjectDocument[]::new));
    }
  }

  private static License sell(int number) {
    String customer = UUID.randomUUID().toString();
    String subscription = UUID.randomUUID().toString();
    subscriptions.add(subscription);
    world.asOwner(
        """
        insert into customer (id, email, name, country, locale, created_at)
        values (?::uuid, ?, 'A', 'UA', 'uk', now())
        """,
        customer,
        "a" + number + "@example.com");
    world.asOwner(
        """
        insert into subscription (id, customer_id, connector_id, interval, category, trial, price,
                                  currency, created_at, starts_at, period_starts_at, ends_at,
                                  grace_seconds, auto_renew)
        values (?::uuid, ?::uuid, 'rozetka', 'month', 'standard', false, 15, 'USD', now(),
                now() - interval '1 day', now() - interval '1 day', now() + interval '6 days',
                259200, true)
        """,
        subscription,
        customer);
    return Documents.license(
        customer,
        1,
        List.of(Documents.key("key-" + number, key(number))),
        List.of(Documents.grant(subscription, "rozetka", null)));
  }

  private static String key(int number) {
    return "bpm_prod_" + number;
  }

  /** {@code kill -9} of the server; what it had begun ends with it. */
  private static void killServer() throws IOException {
    ProcessHandle postmaster = server.process().orElseThrow();
    List<ProcessHandle> backends = postmaster.children().toList();
    postmaster.destroyForcibly();
    postmaster.onExit().join();
    // they notice by themselves, but one that is stopped
    backends.forEach(ProcessHandle::destroyForcibly);
    // a new server beside them would share their files
    backends.forEach(backend -> backend.onExit().join());
    server.crash();
  }

  /**
   * Stops the process that serves a connection, which then keeps its locks to the end: it would
   * give them back when it noticed that its server is gone, and whoever waits might go on.
   */
  private static void stop(Statement statement) throws Exception {
    try (ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      String pid = row.getString(1);
      assertThat(new ProcessBuilder("kill", "-STOP", pid).inheritIO().start().waitFor()).isZero();
    }
  }

  /** On the same port, over the same files. */
  private static void startServerAgain() throws IOException {
    server = EmbeddedDatabase.start(settings);
  }

  /** The account that each subscription is bound to; of one that is half bound, "half". */
  private static Map<String, String> bound() throws SQLException {
    Map<String, String> accounts = new HashMap<>();
    try (Connection connection = world.database().connect(DatabaseRole.OWNER);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select s.id, s.make_account_id, s.bound_at is null, c.account
                  from subscription s left join subscription_claim c on c.subscription_id = s.id
                 where s.make_account_id is not null or s.bound_at is not null
                       or c.account is not null
                """)) {
      while (rows.next()) {
        String account = rows.getString(2);
        boolean whole = account != null && account.equals(rows.getString(4)) && !rows.getBoolean(3);
        accounts.put(rows.getString(1), whole ? account : "half");
      }
    }
    return accounts;
  }

  @Test
  void killedDuringFirstUses_eachIsBoundOnceOrUndecided_nothingIsHalfBound() throws Exception {
    List<TestEdge> edges = List.of(world.startProcess("e1"), world.startProcess("e2"));
    edges.forEach(TestEdge::awaitReady);
    CountDownLatch aQuarter = new CountDownLatch(CLAIMS / 4);
    List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
    try (Connection holder = world.database().connect(DatabaseRole.OWNER);
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      // the last ones wait for this in the midst of their claim, and are there when the kill comes
      for (String held : subscriptions.subList(CLAIMS - CLAIMS / 4, CLAIMS)) {
        statement.execute("select 1 from subscription where id = '" + held + "' for update");
      }
      for (int i = 0; i < CLAIMS; i++) {
        CompletableFuture<HttpResponse<String>> answer =
            edges.get(i % 2).verifyLater(key(i), "rozetka", "account-" + i);
        answer.thenRun(aQuarter::countDown);
        asked.add(answer);
      }
      assertThat(aQuarter.await(60, TimeUnit.SECONDS)).isTrue();
      stop(statement);
      killServer();
    } catch (SQLException connectionIsGone) {
      // with the server
    }
    List<HttpResponse<String>> answers = asked.stream().map(CompletableFuture::join).toList();
    startServerAgain();

    Map<String, String> bound = bound();
    int told = 0;
    for (int i = 0; i < CLAIMS; i++) {
      String account = bound.get(subscriptions.get(i));
      if (answers.get(i).statusCode() == 200) {
        assertThat(answers.get(i).body()).contains("\"code\":\"VALID\"", "\"newBinding\":true");
        assertThat(account).as("told VALID").isEqualTo("account-" + i);
        told++;
      } else {
        assertThat(TestEdge.codeOf(answers.get(i))).isEqualTo("UNDECIDED");
        assertThat(account).as("told 503").isIn(null, "account-" + i);
      }
    }
    System.out.printf(
        "first uses: %d, told VALID: %d, bound without an answer: %d%n",
        CLAIMS, told, bound.size() - told);
    assertThat(told).isBetween(CLAIMS / 4, CLAIMS - CLAIMS / 4);

    for (int i = 0; i < CLAIMS; i++) {
      int number = i;
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  edges
                          .get(number % 2)
                          .verify(key(number), "rozetka", "account-" + number)
                          .statusCode()
                      == 200);
      assertThat(edges.get(i % 2).code(key(i), "rozetka", "account-" + i)).isEqualTo("VALID");
      assertThat(edges.get(i % 2).code(key(i), "rozetka", "another")).isEqualTo("ACCOUNT_MISMATCH");
    }
    Map<String, String> after = bound();
    for (int i = 0; i < CLAIMS; i++) {
      assertThat(after).containsEntry(subscriptions.get(i), "account-" + i);
    }
  }

  @Test
  void restartedWhileChecksAreCounted_sumIsWhatWasAsked() throws Exception {
    AtomicLong asked = new AtomicLong();
    try (TestProxy line = new TestProxy(server.port());
        EdgeProcess edge = startCounting(line)) {
      edge.awaitReady();
      CompletableFuture<Void> asking =
          CompletableFuture.runAsync(
              () -> askUntilStopped(edge, asked), Thread.ofPlatform()::start);
      // counted, and killed before the edge has heard so
      try (Connection holder = holdCountingBack(edge)) {
        line.begin(TestProxy.Fault.ONE_WAY);
        holder.rollback();
      }
      edge.awaitSeldom("has the batch counted", () -> counted() > 0);
      killServer();
      line.end();
      startServerAgain();
      // killed in the midst of counting
      try (Connection holder = holdCountingBack(edge)) {
        assertThat(holder.isValid(0)).isTrue();
        killServer();
      }
      startServerAgain();
      // stopped as an operator would
      server.close();
      startServerAgain();
      stopped = true;
      asking.join();
      edge.terminate();
      assertThat(edge.endsWithin(30_000)).isTrue();
    }
    // what the database did not take in that time is the next start's
    try (TestProxy line = new TestProxy(server.port());
        EdgeProcess edge = startCounting(line)) {
      edge.awaitReady();
      edge.await("has nothing left on disk", () -> left().isEmpty());
    }
    System.out.printf("checks counted over three restarts: %d%n", asked.get());
    assertThat(counted()).isEqualTo(asked.get());
  }

  private static EdgeProcess startCounting(TestProxy line) {
    Map<String, String> environment = world.environment("e3", world.databaseUrlAt(line.port()));
    environment.put("EDGE_SNAPSHOT_DIR", folder.resolve("e3").toString());
    return world.startProcess(environment);
  }

  private void askUntilStopped(TestEdge edge, AtomicLong asked) {
    while (!stopped) {
      assertThat(edge.code(COUNTED_KEY, "rozetka", "1")).isEqualTo("VALID");
      asked.incrementAndGet();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Soak.count(50, 10)));
    }
  }

  /** How often the database says that the key was asked for. */
  private static long counted() {
    String sum =
        "select coalesce(sum(calls), 0) from usage_hour where key_id = '" + COUNTED_KEY_ID + "'";
    return Long.parseLong(new UsageRows(world.database()).lines(sum).getFirst());
  }

  /** Nothing can be counted until this is rolled back; returns when a batch waits for that. */
  private static Connection holdCountingBack(TestEdge edge) throws SQLException {
    Connection holder = world.database().connect(DatabaseRole.OWNER);
    holder.setAutoCommit(false);
    try (Statement statement = holder.createStatement()) {
      statement.execute("lock table usage_hour in share mode");
    }
    edge.awaitSeldom("has a batch waiting", KilledDatabaseIT::isBatchWaiting);
    return holder;
  }

  private static boolean isBatchWaiting() throws IOException, SQLException {
    try (Connection connection = server.administrator().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select count(*) from pg_stat_activity
                 where application_name = 'e3 usage' and wait_event_type = 'Lock'
                """)) {
      rows.next();
      return rows.getLong(1) > 0;
    }
  }

  /** Batches that no database has taken yet. */
  private static List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("e3"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("usage-")).toList();
    }
  }
}
