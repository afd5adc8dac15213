package com.bpmcentr.console.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleConfig;
import com.bpmcentr.console.ConsoleTestEnvironment;
import com.bpmcentr.console.EdgeProcess;
import com.bpmcentr.console.LiveConsole;
import com.bpmcentr.console.Shop;
import com.bpmcentr.console.publishing.PublishingAlarm;
import com.bpmcentr.console.publishing.PublishingAlarms;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.demo.postgres.TestDatabases;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database restored to an older state, with two edges that have seen what came after: nothing
 * that was revoked comes back, and nobody who paid is locked out.
 */
class RecoverIT {

  private final LicenseDatabase database = TestDatabases.create();
  private final Map<String, String> environment = ConsoleTestEnvironment.environment(database);
  private final ConsoleConfig config = ConsoleConfig.read(environment);

  private Shop untouched;
  private Shop revoked;
  private Shop held;
  private Shop keyRevoked;
  private Shop unbound;
  private Shop blocked;
  private Shop late;
  private LicenseDatabase backup;
  private EdgeProcess first;
  private EdgeProcess second;

  /** A backup, then changes that it lacks, on two edges; then the backup is put back. */
  @BeforeEach
  void restoreAnOlderDatabase() throws Exception {
    try (LiveConsole console = LiveConsole.start(environment)) {
      untouched = Shop.with(console, "untouched", "a-1");
      revoked = Shop.with(console, "revoked", "a-1");
      held = Shop.with(console, "held", "a-1");
      keyRevoked = Shop.with(console, "key-revoked", "a-1");
      unbound = Shop.with(console, "unbound", null);
      blocked = Shop.with(console, "blocked", "a-1");
    }
    backup = TestDatabases.copyOf(database);
    first = EdgeProcess.start("edge-1", database, config);
    second = EdgeProcess.start("edge-2", database, config);
    try (LiveConsole console = LiveConsole.start(environment)) {
      revoked.revoke(console);
      held.suspend(console);
      keyRevoked.revokeKey(console);
      blocked.block(console);
      late = Shop.with(console, "late", "a-1");
      awaitBoth(unbound, "a-7", "VALID");
      awaitBoth(late, "a-1", "VALID");
      awaitEverythingSigned(console);
    }
    TestDatabases.replace(database, backup);
  }

  @AfterEach
  void stopEdges() {
    first.close();
    second.close();
  }

  @Test
  void recover_afterAnOlderDatabaseWasRestored_losesNothingThatAnEdgeHasSeen() {
    try (LiveConsole console = LiveConsole.start(environment)) {
      assertThat(console.part(PublishingAlarms.class).active())
          .extracting(PublishingAlarm::kind)
          .containsExactly(PublishingAlarm.Kind.DATABASE_BEHIND);
      assertThat(console.api().post("/customers", Shop.customer("x")).status()).isEqualTo(503);
    }
    assertCodes();

    recover();

    try (LiveConsole console = LiveConsole.start(environment)) {
      assertThat(console.part(PublishingAlarms.class).active()).isEmpty();
      // A change of the new epoch reaches both: they have followed it.
      String position = untouched.touch(console);
      assertThat(position).startsWith("2-");
      console.awaitEverywhere(position, 2);
      assertCodes();
      assertThat(console.api().get("/subscriptions/" + revoked.subscription()).text("status"))
          .isEqualTo("revoked");
      assertThat(console.api().get("/subscriptions/" + held.subscription()).text("status"))
          .isEqualTo("suspended");
      assertThat(
              console.api().get("/subscriptions/" + unbound.subscription()).text("makeAccountId"))
          .isEqualTo("a-7");
      assertThat(console.api().get("/customers/" + late.customer()).text("email"))
          .isEqualTo(late.customer() + "@recovered.invalid");
      late.revoke(console);
      awaitBoth(late, "a-1", "REVOKED");
    }
    try (var cold = EdgeProcess.start("edge-3", database, config)) {
      LiveConsole.await(
          "a new edge to be ready", () -> untouched.code(cold, "a-1").equals("VALID"));
      assertThat(revoked.code(cold, "a-1")).isEqualTo("REVOKED");
      assertThat(keyRevoked.code(cold, "a-1")).isEqualTo("KEY_REVOKED");
      assertThat(unbound.code(cold, "a-8")).isEqualTo("ACCOUNT_MISMATCH");
    }
  }

  private void assertCodes() {
    for (EdgeProcess edge : new EdgeProcess[] {first, second}) {
      assertThat(untouched.code(edge, "a-1")).isEqualTo("VALID");
      assertThat(late.code(edge, "a-1")).isEqualTo("VALID");
      assertThat(revoked.code(edge, "a-1")).isEqualTo("REVOKED");
      assertThat(held.code(edge, "a-1")).isEqualTo("SUSPENDED");
      assertThat(keyRevoked.code(edge, "a-1")).isEqualTo("KEY_REVOKED");
      assertThat(unbound.code(edge, "a-8")).isEqualTo("ACCOUNT_MISMATCH");
      assertThat(blocked.code(edge, "a-1")).isEqualTo("CUSTOMER_BLOCKED");
    }
  }

  private void recover() {
    Path snapshots = EdgeProcess.snapshotFolder("edge-1", config).getParent();
    ConsoleTestEnvironment.command(environment, "recover", "--snapshots", snapshots.toString());
  }

  private void awaitBoth(Shop shop, String account, String code) {
    for (EdgeProcess edge : new EdgeProcess[] {first, second}) {
      LiveConsole.await(
          shop.name() + " to be " + code, () -> shop.code(edge, account).equals(code));
    }
  }

  /** The first use of an account is signed a moment later, and on both edges' disks after that. */
  private void awaitEverythingSigned(LiveConsole console) {
    LiveConsole.await("the binding to be signed", () -> unsignedClaims() == 0);
    console.awaitEverywhere(untouched.touch(console), 2);
  }

  private int unsignedClaims() {
    return JdbcClient.create(database.dataSource(DatabaseRole.EDGE))
        .sql("select count(*) from unsigned_claim")
        .query(Integer.class)
        .single();
  }
}
