package com.bpmcentr.console.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.EdgeProcess;
import com.bpmcentr.console.LiveConsole;
import com.bpmcentr.console.Shop;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Shops that are in a backup, and then change in each way that an older state must not undo. */
record ChangedShops(
    Shop untouched, Shop revoked, Shop held, Shop keyRevoked, Shop unbound, Shop blocked) {

  static ChangedShops with(LiveConsole console) {
    return new ChangedShops(
        Shop.with(console, "untouched", "a-1"),
        Shop.with(console, "revoked", "a-1"),
        Shop.with(console, "held", "a-1"),
        Shop.with(console, "key-revoked", "a-1"),
        Shop.with(console, "unbound", null),
        Shop.with(console, "blocked", "a-1"));
  }

  /** All but the first use of the unbound one, which is an edge's to take. */
  void change(LiveConsole console) {
    revoked.revoke(console);
    held.suspend(console);
    keyRevoked.revokeKey(console);
    blocked.block(console);
  }

  /** The first use of an account is signed a moment later, and on the edges' disks after that. */
  void awaitEverythingSigned(LiveConsole console, LicenseDatabase database, int edges) {
    JdbcClient owner = JdbcClient.create(database.dataSource(DatabaseRole.OWNER));
    LiveConsole.await(
        "the binding to be signed",
        () -> owner.sql("select count(*) from unsigned_claim").query(Long.class).single() == 0);
    console.awaitEverywhere(untouched.touch(console), edges);
  }

  /** That the edge knows of every change, the unbound one having been bound to {@code a-7}. */
  void assertCodes(EdgeProcess edge) {
    assertThat(untouched.code(edge, "a-1")).isEqualTo("VALID");
    assertThat(revoked.code(edge, "a-1")).isEqualTo("REVOKED");
    assertThat(held.code(edge, "a-1")).isEqualTo("SUSPENDED");
    assertThat(keyRevoked.code(edge, "a-1")).isEqualTo("KEY_REVOKED");
    assertThat(unbound.code(edge, "a-8")).isEqualTo("ACCOUNT_MISMATCH");
    assertThat(blocked.code(edge, "a-1")).isEqualTo("CUSTOMER_BLOCKED");
  }
}
