package com.bpmcentr.console.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTestEnvironment;
import com.bpmcentr.console.LiveConsole;
import com.bpmcentr.console.Shop;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.demo.postgres.TestDatabases;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
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
