package com.bpmcentr.edge.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.Documents.GrantBuilder;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.License;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** First use: the database decides, once, whichever edge asks. */
class FirstUseIT {

  private static final String KEY = "bpm_prod_one";

  private final TestWorld world = new TestWorld();
  private final String customer = UUID.randomUUID().toString();
  private final String subscription = UUID.randomUUID().toString();

  @BeforeEach
  void sellOneSubscription() {
    world.asOwner(
        """
        insert into customer (id, email, name, country, locale, created_at)
        values (?::uuid, 'a@example.com', 'A', 'UA', 'uk', now())
        """,
        customer);
    world.asOwner(
        """
        insert into connector (id, name, group_name, category, state, max_staleness_seconds,
                               on_stale, created_at)
        values ('rozetka', 'Rozetka', 'marketplace', 'standard', 'published', 259200, 'refuse',
                now())
        """);
    sell(subscription, false);
    world.publisher().publish(Documents.connector("rozetka", Category.STANDARD));
    world.publisher().publish(license(1, grant(subscription)));
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private void sell(String id, boolean trial) {
    world.asOwner(
        """
        insert into subscription (id, customer_id, connector_id, interval, category, trial, price,
                                  currency, created_at, starts_at, period_starts_at, ends_at,
                                  grace_seconds, auto_renew)
        values (?::uuid, ?::uuid, 'rozetka', 'month', 'standard', ?, 15, 'USD', now(),
                now() - interval '1 day', now() - interval '1 day', now() + interval '6 days',
                259200, not ?)
        """,
        id,
        customer,
        trial,
        trial);
  }

  private License license(long version, Grant... grants) {
    return Documents.license(
        customer, version, List.of(Documents.key("key-1", KEY)), List.of(grants));
  }

  private static Grant grant(String id) {
    return new GrantBuilder(id, "rozetka").build();
  }

  private static String bodyOf(CompletableFuture<HttpResponse<String>> response) {
    return response.join().body();
  }

  private List<String> boundAccounts() throws SQLException {
    List<String> accounts = new ArrayList<>();
    try (Connection connection = world.database().connect(DatabaseRole.OWNER);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select account from subscription_claim")) {
      while (rows.next()) {
        accounts.add(rows.getString(1));
      }
    }
    return accounts;
  }

  @Test
  void firstCheck_unbound_bindsAndSaysSoOnce() throws SQLException {
    TestEdge edge = world.startEdge("e1").awaitReady();

    HttpResponse<String> first = edge.verify(KEY, "rozetka", "1");
    HttpResponse<String> second = edge.verify(KEY, "rozetka", "1");

    assertThat(first.body()).contains("\"code\":\"VALID\"", "\"newBinding\":true");
    assertThat(second.body()).contains("\"code\":\"VALID\"", "\"newBinding\":false");
    assertThat(edge.code(KEY, "rozetka", "2")).isEqualTo("ACCOUNT_MISMATCH");
    assertThat(boundAccounts()).containsExactly("1");
  }

  @Test
  void firstChecks_twoHundredAtOnceOnTwoEdges_exactlyOneBinds() throws SQLException {
    List<TestEdge> edges = List.of(world.startEdge("e1"), world.startEdge("e2"));
    edges.forEach(TestEdge::awaitReady);

    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int account = 0; account < 200; account++) {
      answers.add(edges.get(account % 2).verifyLater(KEY, "rozetka", "account-" + account));
    }
    List<String> bodies = answers.stream().map(FirstUseIT::bodyOf).toList();

    assertThat(bodies).filteredOn(body -> body.contains("\"newBinding\":true")).hasSize(1);
    assertThat(bodies).filteredOn(body -> body.contains("\"code\":\"VALID\"")).hasSize(1);
    assertThat(bodies)
        .filteredOn(body -> body.contains("\"code\":\"ACCOUNT_MISMATCH\""))
        .hasSize(199);
    assertThat(boundAccounts()).hasSize(1);
    // and so it stays, at both
    String winner = boundAccounts().getFirst();
    for (TestEdge edge : edges) {
      assertThat(edge.code(KEY, "rozetka", winner)).isEqualTo("VALID");
    }
  }

  @Test
  void firstChecks_sameAccountManyTimesAtOnce_allValidAndOneIsNew() {
    TestEdge edge = world.startEdge("e1").awaitReady();

    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(edge.verifyLater(KEY, "rozetka", "1"));
    }
    List<String> bodies = answers.stream().map(FirstUseIT::bodyOf).toList();

    assertThat(bodies).allMatch(body -> body.contains("\"code\":\"VALID\""));
    assertThat(bodies).filteredOn(body -> body.contains("\"newBinding\":true")).hasSize(1);
  }

  @Test
  void claimNotYetSigned_isKnownToTheOtherEdgeWithoutAsking() {
    TestEdge first = world.startEdge("e1").awaitReady();
    TestEdge second = world.startEdge("e2").awaitReady();
    first.verify(KEY, "rozetka", "1");

    // VALID without newBinding is also what asking would give; that nobody asked shows without a
    // database
    await().until(() -> second.code(KEY, "rozetka", "1").equals("VALID"));
    world.asOwner("revoke execute on function claim from license_edge");

    assertThat(second.code(KEY, "rozetka", "1")).isEqualTo("VALID");
    assertThat(second.code(KEY, "rozetka", "2")).isEqualTo("ACCOUNT_MISMATCH");
  }

  @Test
  void twoUnboundGrants_secondAccountTakesTheNext() {
    String another = UUID.randomUUID().toString();
    sell(another, false);
    FeedPosition position =
        world.publisher().publish(license(2, grant(subscription), grant(another)));
    TestEdge edge = world.startEdge("e1").awaitReady();
    edge.awaitPosition(position);

    assertThat(edge.verify(KEY, "rozetka", "1").body()).contains("\"newBinding\":true");
    assertThat(edge.verify(KEY, "rozetka", "2").body()).contains("\"newBinding\":true");
    assertThat(edge.code(KEY, "rozetka", "3")).isEqualTo("ACCOUNT_MISMATCH");
  }

  @Test
  void boundElsewhereInTheDatabase_nextUnboundGrantIsTried() {
    String another = UUID.randomUUID().toString();
    sell(another, false);
    world.asOwner(
        "update subscription set make_account_id = '9', bound_at = now() where id = ?::uuid",
        subscription);
    world.publisher().publish(license(2, grant(subscription), grant(another)));
    TestEdge edge = world.startEdge("e1").awaitReady();

    assertThat(edge.verify(KEY, "rozetka", "1").body())
        .contains("\"newBinding\":true", "\"subscriptionId\":\"" + another + "\"");
  }

  @Test
  void trialThatTheAccountHadBefore_refused() {
    String trial = UUID.randomUUID().toString();
    sell(trial, true);
    world.asOwner(
        """
        insert into trial_use (connector_id, make_account_id, subscription_id, used_at)
        values ('rozetka', '1', ?::uuid, now())
        """,
        subscription);
    world.publisher().publish(license(2, new GrantBuilder(trial, "rozetka").trial().build()));
    TestEdge edge = world.startEdge("e1").awaitReady();

    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("TRIAL_ALREADY_USED");
    assertThat(edge.code(KEY, "rozetka", "2")).isEqualTo("VALID");
  }

  @Test
  void revokedInTheDatabaseAndNotYetInTheFeed_itsOwnCode() {
    TestEdge edge = world.startEdge("e1").awaitReady();
    world.asOwner("update subscription set revoked_at = now() where id = ?::uuid", subscription);

    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("REVOKED");
  }

  @Test
  void refusalRemembered_newerLicenseOfTheCustomerReplacesIt() {
    TestEdge edge = world.startEdge("e1").awaitReady();
    world.asOwner("update subscription set suspended_at = now() where id = ?::uuid", subscription);
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("SUSPENDED");
    world.asOwner("update subscription set suspended_at = null where id = ?::uuid", subscription);
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("SUSPENDED");

    FeedPosition position = world.publisher().publish(license(2, grant(subscription)));
    edge.awaitPosition(position);

    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("VALID");
  }
}
