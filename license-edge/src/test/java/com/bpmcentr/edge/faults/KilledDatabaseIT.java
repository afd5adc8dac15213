package com.bpmcentr.edge.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.EmbeddedDatabase;
import com.bpmcentr.demo.postgres.PostgresSettings;
import com.bpmcentr.demo.postgres.TestDatabases;
import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.Soak;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.License;
import com.bpmcentr.license.SubjectDocument;
import java.io.IOException;
import java.net.http.HttpResponse;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL is killed while customers use their subscriptions for the first time. */
class KilledDatabaseIT {

  private static final int CLAIMS = Soak.count(20, 200);

  @TempDir private Path folder;

  private PostgresSettings settings;
  private EmbeddedDatabase server;
  private TestWorld world;
  private final List<String> subscriptions = new ArrayList<>();

  @BeforeEach
  void startServer() throws IOException, SQLException {
    PostgresSettings quick = TestDatabases.settingsIn(folder);
    // what was committed must be there after the kill
    settings =
        new PostgresSettings(
            quick.dataDirectory(), quick.binariesDirectory(), quick.logFile(), 0, true);
    server = EmbeddedDatabase.start(settings);
    world = TestWorld.on(server);
    sell();
  }

  @AfterEach
  void stopServer() throws IOException {
    world.close();
    server.crash();
  }

  private void sell() {
    world.asOwner(
        """
        insert into connector (id, name, group_name, category, state, max_staleness_seconds,
                               on_stale, created_at)
        values ('rozetka', 'Rozetka', 'marketplace', 'standard', 'published', 259200, 'refuse',
                now())
        """);
    List<SubjectDocument> licenses = new ArrayList<>();
    licenses.add(Documents.connector("rozetka", Category.STANDARD));
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

  private License sell(int number) {
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
  private void killServer() throws IOException {
    ProcessHandle postmaster = server.process().orElseThrow();
    List<ProcessHandle> backends = postmaster.children().toList();
    postmaster.destroyForcibly();
    postmaster.onExit().join();
    // they notice by themselves; a new server beside them would share their files
    backends.forEach(backend -> backend.onExit().join());
    server.crash();
  }

  /** The account that each subscription is bound to; of one that is half bound, "half". */
  private Map<String, String> bound() throws SQLException {
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
    List<TestEdge> edges = List.of(world.startEdge("e1"), world.startEdge("e2"));
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
      assertThat(aQuarter.await(20, TimeUnit.SECONDS)).isTrue();
      killServer();
    } catch (SQLException connectionIsGone) {
      // with the server
    }
    List<HttpResponse<String>> answers = asked.stream().map(CompletableFuture::join).toList();
    server = EmbeddedDatabase.start(settings.withPort(world.databasePort()));

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
          .atMost(Duration.ofSeconds(20))
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
}
