package com.bpmcentr.console.recovery;

import static com.bpmcentr.console.Business.owner;
import static com.bpmcentr.console.Business.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.ConsoleTestEnvironment;
import com.bpmcentr.console.LiveConsole;
import com.bpmcentr.console.Shop;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.subscription.Subscription;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.demo.postgres.TestDatabases;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.Interval;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody writes the current set's rows between a recovery's look at them and its signature. */
class RecoverRowsIT {

  private static final String OLD_ROW =
      "create table old_row as select * from license_current where subject = 'customer:%s'";
  private static final String PUT_BACK =
      "update license_current c set version = o.version, payload = o.payload,"
          + " signature = o.signature, payload_hash = o.payload_hash, key_id = o.key_id"
          + " from old_row o where o.subject = c.subject";
  private static final String WAITING =
      "select count(*) from pg_locks l join pg_database d on d.oid = l.database"
          + " where d.datname = current_database() and not l.granted";

  @TempDir private Path noFiles;

  /** The account could have tried the connector a second time. */
  @Test
  void restoreSubscription_trialBoundSinceTheBackup_countsAsTheAccountsTrial() {
    try (Business business = Business.open()) {
      Customer customer = business.newCustomer();
      UUID id =
          business
              .subscriptions
              .create(owner(), Business.order(customer, "rozetka", null, true))
              .orElseThrow()
              .subscription()
              .id();
      Instant start = Business.START;
      Grant bound = bound(id);

      RecoveredSubscriptionRepository rows =
          new RecoveredSubscriptionRepository(business.part(JdbcClient.class));
      assertThat(rows.restore(customer.id(), bound, start.plusSeconds(60))).isTrue();

      assertThat(
              refusal(
                  business.subscriptions.create(
                      owner(), Business.order(business.newCustomer(), "rozetka", "a-1", true))))
          .isEqualTo(new Refusal.LimitReached("trial-account", 1));
      Grant another = bound(UUID.randomUUID());
      assertThat(rows.restore(customer.id(), another, start.plusSeconds(60))).isFalse();
    }
  }

  /** A payment let in again whom staff had held after the backup: licenses did not tell of it. */
  @Test
  void restoreSubscription_heldWhileUnpaidSinceTheBackup_isHeldAgain() {
    try (Business business = Business.open()) {
      Customer customer = business.newCustomer();
      UUID id = business.newSubscription(customer, "rozetka", "a-1").id();
      business.clock.advance(Duration.ofDays(31 + 8));
      Instant heldAt = business.clock.instant();
      business.subscriptions.suspend(owner(), id, null, "abuse").orElseThrow();
      Grant told = business.feed.license(customer.id()).grants().getFirst();
      JdbcClient tables = business.sql(DatabaseRole.OWNER);
      tables.sql("update subscription set suspended_at = null, suspend_reason = null").update();

      RecoveredSubscriptionRepository rows =
          new RecoveredSubscriptionRepository(business.part(JdbcClient.class));
      assertThat(rows.restore(customer.id(), told, heldAt)).isTrue();

      assertThat(present(business, id).hold())
          .isEqualTo(new Subscription.Hold(heldAt, "recovered"));
      business.subscriptions.resume(owner(), id, null, null).orElseThrow();
      Grant resumed = business.feed.license(customer.id()).grants().getFirst();
      tables.sql("update subscription set suspended_at = now(), suspend_reason = 'old'").update();
      assertThat(rows.restore(customer.id(), resumed, heldAt)).isTrue();
      assertThat(present(business, id).hold()).isNull();
    }
  }

  private static Subscription present(Business business, UUID id) {
    return business.subscriptions.get(owner(), id).orElseThrow().row().subscription();
  }

  /** A trial of a week in account a-1. */
  private static Grant bound(UUID id) {
    Instant start = Business.START;
    return new Grant(
        id.toString(),
        start,
        "rozetka",
        "a-1",
        Category.STANDARD,
        Interval.MONTH,
        true,
        start,
        start.plus(Duration.ofDays(7)),
        null,
        false,
        null,
        null);
  }

  @Test
  void recover_rowsChangedMeanwhile_signsNothing() throws Exception {
    LicenseDatabase database = TestDatabases.create();
    Map<String, String> environment = ConsoleTestEnvironment.environment(database);
    JdbcClient owner = JdbcClient.create(database.dataSource(DatabaseRole.OWNER));
    try (LiveConsole console = LiveConsole.start(environment)) {
      Shop shop = Shop.with(console, "one", "a-1");
      owner.sql(OLD_ROW.formatted(shop.customer())).update();
      shop.revoke(console);
    }
    StringBuilder said = new StringBuilder();
    try (Connection holder = database.connect(DatabaseRole.OWNER)) {
      holder.setAutoCommit(false);
      holder.createStatement().execute("select * from lock_feed()");
      CompletableFuture<Integer> recovering =
          CompletableFuture.supplyAsync(
              () ->
                  ConsoleTestEnvironment.run(
                      environment, said, "recover", "--snapshots", noFiles.toString()));
      LiveConsole.await(
          "the recovery to wait for the feed's lock",
          () -> owner.sql(WAITING).query(Long.class).single() > 0);

      assertThat(owner.sql(PUT_BACK).update()).isOne();
      holder.rollback();

      assertThat(recovering.join()).isEqualTo(1);
    }
    assertThat(said).contains("nothing was changed", "rows of license_current");
    assertThat(owner.sql("select epoch from feed_head").query(Long.class).single()).isOne();
  }
}
