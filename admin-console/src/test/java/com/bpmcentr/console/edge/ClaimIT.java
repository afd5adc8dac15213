package com.bpmcentr.console.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.console.MigratedDatabase;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** The database's claim function, called as an edge calls it. */
class ClaimIT {

  private static final LicenseDatabase DATABASE = MigratedDatabase.create();

  private Connection owner;
  private Connection edge;

  @BeforeEach
  void connect() throws SQLException {
    owner = DATABASE.connect(DatabaseRole.OWNER);
    edge = DATABASE.connect(DatabaseRole.EDGE);
    execute(
        """
        insert into connector (id, name, group_name, category, state, max_staleness_seconds, on_stale, created_at)
          values ('rozetka', 'Rozetka', 'marketplace', 'standard', 'published', 259200, 'refuse', now())
          on conflict do nothing
        """);
  }

  @AfterEach
  void disconnect() throws SQLException {
    edge.close();
    owner.close();
  }

  @Test
  void claim_unbound_bindsOnceAndSaysSo() throws SQLException {
    UUID subscription = subscription("now() - interval '1 day'", "now() + interval '1 day'", false);

    assertThat(claim(edge, subscription, "1234567")).isEqualTo("BOUND_NOW null");
    assertThat(claim(edge, subscription, "1234567")).isEqualTo("BOUND_HERE null");
    assertThat(claim(edge, subscription, "7654321")).isEqualTo("BOUND_ELSEWHERE 1234567");
    assertThat(
            text(
                """
                select make_account_id || ' ' || version || ' ' || (bound_at = claimed_at)
                  from subscription join subscription_claim on subscription_id = id where id = '%s'
                """,
                subscription))
        .isEqualTo("1234567 1 true");
    assertThat(
            text(
                "select kind || ' ' || actor_name || ' ' || after::text from subscription_event"
                    + " where subscription_id = '%s'",
                subscription))
        .isEqualTo("bound edge-1 {\"makeAccountId\": \"1234567\"}");
  }

  @Test
  void claim_boundNow_isSeenByEveryEdgeUntilSigned() throws SQLException {
    UUID subscription = subscription("now() - interval '1 day'", "now() + interval '1 day'", false);
    claim(edge, subscription, "1234567");

    assertThat(unsigned(subscription)).isEqualTo("1234567");
    execute(
        "update subscription_claim set signed_epoch = 1, signed_seq = 7 where subscription_id = '%s'",
        subscription);
    assertThat(unsigned(subscription)).isNull();
  }

  @Test
  void claim_accountMovedBeforeItWasSigned_countsNoMore() throws SQLException {
    UUID subscription = subscription("now() - interval '1 day'", "now() + interval '1 day'", false);
    claim(edge, subscription, "1234567");
    execute("update subscription set make_account_id = '222' where id = '%s'", subscription);

    assertThat(unsigned(subscription)).isNull();
  }

  @Test
  void claim_boundNow_ringsTheConsole() throws SQLException {
    UUID subscription = subscription("now() - interval '1 day'", "now() + interval '1 day'", false);
    try (Connection console = DATABASE.connect(DatabaseRole.CONSOLE)) {
      console.createStatement().execute("listen claim");
      claim(edge, subscription, "1234567");

      PGNotification[] rung = console.unwrap(PGConnection.class).getNotifications(10_000);

      assertThat(rung).extracting(PGNotification::getParameter).contains(subscription.toString());
    }
  }

  @Test
  void claim_unboundTrial_usesTheAccountsTrial() throws SQLException {
    UUID first = trial();
    UUID second = trial();

    assertThat(claim(edge, first, "trial-account")).isEqualTo("BOUND_NOW null");
    assertThat(claim(edge, second, "trial-account")).isEqualTo("TRIAL_USED null");
    assertThat(claim(edge, second, "another-account")).isEqualTo("BOUND_NOW null");
  }

  /** Paying and taking the money back gave an account a second trial. */
  @Test
  void claim_trialThatWasPaidFor_usesTheAccountsTrialUntilItsDaysAreOver() throws SQLException {
    UUID first = trial();
    assertThat(claim(edge, first, "paid-account")).isEqualTo("BOUND_NOW null");
    UUID within = trial();
    UUID over = trial();
    String paid =
        "update subscription set trial = false, was_trial = true, auto_renew = true,"
            + " ends_at = now() + interval '30 days', trial_until = now() + interval '%s',"
            // periods may be counted from a day ahead for other reasons
            + " anniversary_at = now() + interval '6 days' where id = '%s'";
    execute(paid, "5 days", within);
    execute(paid, "-1 second", over);

    assertThat(claim(edge, within, "paid-account")).isEqualTo("TRIAL_USED null");
    assertThat(claim(edge, over, "paid-account")).isEqualTo("BOUND_NOW null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          revoked_at = now()                                              | REVOKED
          suspended_at = now()                                            | SUSPENDED
          starts_at = now() + interval '1 hour', period_starts_at = now() + interval '1 hour' | NOT_STARTED
          ends_at = now(), trial = true, auto_renew = false               | TRIAL_EXPIRED
          ends_at = now(), auto_renew = false                             | EXPIRED
          ends_at = now() - interval '4 days', auto_renew = true          | EXPIRED
          ends_at = now() - interval '7 days', auto_renew = true          | SUSPENDED
          revoked_at = now(), suspended_at = now(), ends_at = now()       | REVOKED
          """)
  void claim_withoutAccess_tellsTheSubscriptionsOwnCode(String change, String code)
      throws SQLException {
    UUID subscription =
        subscription("now() - interval '40 days'", "now() + interval '1 day'", false);
    execute("update subscription set " + change + " where id = '%s'", subscription);

    assertThat(claim(edge, subscription, "1234567")).isEqualTo("GONE " + code);
    assertThat(text("select make_account_id from subscription where id = '%s'", subscription))
        .isNull();
  }

  @Test
  void claim_withinTheGrace_binds() throws SQLException {
    UUID subscription =
        subscription("now() - interval '40 days'", "now() - interval '2 days'", false);
    execute("update subscription set auto_renew = true where id = '%s'", subscription);

    assertThat(claim(edge, subscription, "1234567")).isEqualTo("BOUND_NOW null");
  }

  @Test
  void claim_noSuchSubscription_isGone() throws SQLException {
    assertThat(claim(edge, UUID.randomUUID(), "1234567")).isEqualTo("GONE NO_SUBSCRIPTION");
  }

  @Test
  void claim_malformedAccount_bindsNothing() throws SQLException {
    UUID subscription = subscription("now() - interval '1 day'", "now() + interval '1 day'", false);

    assertThatThrownBy(() -> claim(edge, subscription, "two words"))
        .isInstanceOf(SQLException.class);
    assertThat(text("select make_account_id from subscription where id = '%s'", subscription))
        .isNull();
  }

  @Test
  void claim_200ConnectionsAtOnce_exactlyOneAccountWins() throws Exception {
    UUID subscription = subscription("now() - interval '1 day'", "now() + interval '1 day'", false);
    List<Connection> edges = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        edges.add(DATABASE.connect(DatabaseRole.EDGE));
      }
      CountDownLatch start = new CountDownLatch(1);
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < edges.size(); i++) {
        Connection connection = edges.get(i);
        String account = "account-" + i;
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return claim(connection, subscription, account);
                }));
      }
      start.countDown();

      List<String> given = new ArrayList<>();
      for (Future<String> answer : answers) {
        given.add(answer.get());
      }

      String winner =
          text("select make_account_id from subscription where id = '%s'", subscription);
      assertThat(given).filteredOn("BOUND_NOW null"::equals).hasSize(1);
      assertThat(given).filteredOn(("BOUND_ELSEWHERE " + winner)::equals).hasSize(199);
    } finally {
      for (Connection connection : edges) {
        connection.close();
      }
    }
  }

  private static String claim(Connection connection, UUID subscription, String account)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select answer, detail from claim(?, ?, 'edge-1')")) {
      statement.setObject(1, subscription);
      statement.setString(2, account);
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getString(1) + " " + row.getString(2);
      }
    }
  }

  private UUID trial() throws SQLException {
    return subscription("now() - interval '1 day'", "now() + interval '6 days'", true);
  }

  private UUID subscription(String startsAt, String endsAt, boolean trial) throws SQLException {
    UUID customer = UUID.randomUUID();
    UUID subscription = UUID.randomUUID();
    execute(
        "insert into customer (id, email, name, country, locale, created_at)"
            + " values ('%1$s', '%1$s@example.com', 'A', 'UA', 'uk', now())",
        customer);
    execute(
        """
        insert into subscription (id, customer_id, connector_id, interval, category, trial, price, currency,
            created_at, starts_at, period_starts_at, ends_at, grace_seconds, auto_renew)
          values ('%1$s', '%2$s', 'rozetka', 'month', 'standard', %3$s, 15, 'USD', now(), %4$s, %4$s, %5$s, 259200,
                  false)
        """,
        subscription, customer, trial, startsAt, endsAt);
    return subscription;
  }

  private @Nullable String unsigned(UUID subscription) throws SQLException {
    try (PreparedStatement statement =
        edge.prepareStatement("select account from unsigned_claim where subscription_id = ?")) {
      statement.setObject(1, subscription);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  private void execute(String sql, Object... arguments) throws SQLException {
    owner.createStatement().execute(sql.formatted(arguments));
  }

  private @Nullable String text(String sql, Object... arguments) throws SQLException {
    try (ResultSet row = owner.createStatement().executeQuery(sql.formatted(arguments))) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
