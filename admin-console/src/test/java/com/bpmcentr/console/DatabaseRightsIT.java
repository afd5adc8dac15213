package com.bpmcentr.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each role may do, asked of PostgreSQL itself over everything there is in the database. */
class DatabaseRightsIT {

  private static final LicenseDatabase DATABASE = MigratedDatabase.migrate();

  @Test
  void edge_mayDoWhatTheDesignLists_andNothingElse() throws SQLException {
    assertThat(rightsOf(DatabaseRole.EDGE))
        .containsExactlyInAnyOrder(
            "select feed_bucket",
            "select feed_checkpoint",
            "select feed_entry",
            "select feed_head",
            "select license_current",
            "select unsigned_claim",
            "select usage_month",
            "execute claim",
            "execute present",
            "execute subject_bucket",
            "execute record_usage",
            "execute withdraw_usage",
            "insert receipt (boot_id)",
            "insert receipt (edge_id)",
            "insert receipt (epoch)",
            "insert receipt (seq)",
            "insert heartbeat (age_seconds)",
            "insert heartbeat (alarms)",
            "insert heartbeat (boot_id)",
            "insert heartbeat (edge_id)",
            "insert heartbeat (epoch)",
            "insert heartbeat (region)",
            "insert heartbeat (seq)",
            "insert heartbeat (set_size)",
            "insert heartbeat (version)",
            "connect",
            "usage public");
  }

  @Test
  void console_mayOnlyAddToWhatIsALog() throws SQLException {
    Set<String> rights = rightsOf(DatabaseRole.CONSOLE);

    assertThat(rights)
        .contains(
            "select feed_entry",
            "insert feed_entry",
            "insert license_version",
            "insert audit_entry");
    assertThat(rights)
        .filteredOn(
            right ->
                right.contains("feed_entry")
                    || right.contains("license_version")
                    || right.contains("audit_entry"))
        .noneMatch(
            right ->
                right.startsWith("update")
                    || right.startsWith("delete")
                    || right.startsWith("truncate"));
  }

  /** What stands beyond the head may be discarded: so nobody may set it back first. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update feed_head set epoch = 1",
        "update feed_head set seq = seq - 1",
        "update feed_head set epoch = epoch - 1, seq = seq + 1000",
        "update feed_head set epoch = epoch + 1001",
        "delete from feed_head",
        "truncate feed_head",
      })
  void console_setsTheHeadBack_isRefusedAndNoEntryCanBeDeleted(String setBack) throws SQLException {
    inTransaction(
        console -> {
          console.execute("insert into feed_head values (true, 3, 2, sha256('c'), sha256('r'))");
          console.execute(entry(2, "'customer:a'", "''"));
          console.execute("update feed_head set seq = 3");
          console.execute("update feed_head set epoch = 4, seq = 0");
          console.execute("savepoint published");

          assertThatThrownBy(() -> console.execute(setBack))
              .isInstanceOf(SQLException.class)
              .extracting(e -> ((SQLException) e).getSQLState())
              .isEqualTo("42501");
          console.execute("rollback to published");

          try (ResultSet discarded = console.executeQuery("select discard_entries_beyond_head()")) {
            assertThat(discarded.next()).isTrue();
            assertThat(discarded.getLong(1)).isZero();
          }
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "''             | ''",
        "repeat('a', 201) | ''",
        "'customer:a'   | convert_to(repeat('a', 12582913), 'UTF8')",
      })
  void console_rowThatCanBeNoDocuments_isRefused(String subject, String payload)
      throws SQLException {
    inTransaction(
        console ->
            assertThatThrownBy(() -> console.execute(entry(1, subject, payload)))
                .hasMessageContaining("feed_entry_fits"));
    inTransaction(
        console ->
            assertThatThrownBy(
                    () ->
                        console.execute(
                            "insert into license_current values (%s, 'put', 1, '', '', %s, '', sha256(''), 1, 1)"
                                .formatted(subject, payload)))
                .hasMessageContaining("license_current_fits"));
  }

  @Test
  void console_oversizedCheckpoint_isRefused() throws SQLException {
    inTransaction(
        console ->
            assertThatThrownBy(
                    () ->
                        console.execute(
                            "insert into feed_checkpoint values (true, 1, 1,"
                                + " convert_to(repeat('a', 65537), 'UTF8'), 'k1', '')"))
                .hasMessageContaining("feed_checkpoint_fits"));
  }

  private static String entry(long seq, String subject, String payload) {
    return "insert into feed_entry values (3, %d, 'put', %s, 1, '', '', %s, '', sha256(''), now())"
        .formatted(seq, subject, payload);
  }

  /** As the console, and as if it had never been. */
  private static void inTransaction(Work work) throws SQLException {
    try (Connection connection = DATABASE.connect(DatabaseRole.CONSOLE);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      work.run(statement);
      connection.rollback();
    }
  }

  @FunctionalInterface
  private interface Work {
    void run(Statement statement) throws SQLException;
  }

  @Test
  void console_changesOfAClaimOnlyWhetherItIsSigned() throws SQLException {
    assertThat(rightsOf(DatabaseRole.CONSOLE))
        .filteredOn(right -> right.contains("subscription_claim"))
        .containsExactlyInAnyOrder(
            "select subscription_claim",
            "update subscription_claim (signed_epoch)",
            "update subscription_claim (signed_seq)");
  }

  @Test
  void console_readsUsageAndHasItPruned_butNeverCounts() throws SQLException {
    assertThat(rightsOf(DatabaseRole.CONSOLE))
        .filteredOn(right -> right.contains("usage_") || right.endsWith("_usage"))
        .containsExactlyInAnyOrder(
            "select usage_hour", "select usage_month", "select usage_key", "execute prune_usage");
  }

  @Test
  void console_neitherMakesTablesNorRunsClaims() throws SQLException {
    assertThat(rightsOf(DatabaseRole.CONSOLE))
        .contains("execute prune_feed", "execute prune_jobs")
        .doesNotContain("create public", "temporary", "create", "execute claim");
  }

  @Test
  void consoleAndEdge_areOrdinaryRolesThatOwnNothing() throws SQLException {
    assertThat(
            texts(
                """
                select r.rolname
                  from pg_roles r
                 where r.rolname in ('license_console', 'license_edge')
                   and (r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication
                        or r.rolbypassrls
                        or exists (select from pg_class c where c.relowner = r.oid)
                        or exists (select from pg_proc p where p.proowner = r.oid)
                        or exists (select from pg_auth_members m where m.member = r.oid))
                """))
        .isEmpty();
  }

  @Test
  void definerFunctions_searchNoSchemaThatACallerCouldFill() throws SQLException {
    assertThat(
            texts(
                """
                select proname || ' ' || array_to_string(proconfig, ' ')
                  from pg_proc where prosecdef
                """))
        .containsExactlyInAnyOrder(
            "analyze_imported search_path=pg_catalog, public, pg_temp",
            "claim search_path=pg_catalog, public, pg_temp",
            "discard_current search_path=pg_catalog, public, pg_temp",
            "discard_entries_beyond_head search_path=pg_catalog, public, pg_temp",
            "discard_unfit_current search_path=pg_catalog, public, pg_temp",
            "prune_feed search_path=pg_catalog, public, pg_temp",
            "prune_jobs search_path=pg_catalog, public, pg_temp",
            "prune_usage search_path=pg_catalog, public, pg_temp",
            "record_usage search_path=pg_catalog, public, pg_temp",
            "withdraw_usage search_path=pg_catalog, public, pg_temp");
  }

  /** Effective rights: the role's own, its groups', and everybody's. */
  private static Set<String> rightsOf(DatabaseRole role) throws SQLException {
    return texts(
        """
        with tables as (
          select c.oid, c.relname from pg_class c
           where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p', 'f')),
        on_tables as (
          select t.oid, t.relname, r.name
            from tables t,
                 unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references',
                              'trigger', 'maintain']) as r(name)
           where has_table_privilege(:role, t.oid, r.name)),
        on_columns as (
          select t.relname, r.name, a.attname
            from tables t
            join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped,
                 unnest(array['select', 'insert', 'update', 'references']) as r(name)
           where has_column_privilege(:role, t.oid, a.attnum, r.name)
             and not exists (select from on_tables o where o.oid = t.oid and o.name = r.name))
        select name || ' ' || relname from on_tables
        union all
        select name || ' ' || relname || ' (' || attname || ')' from on_columns
        union all
        select 'execute ' || p.proname from pg_proc p
         where p.pronamespace = 'public'::regnamespace
           and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
           and has_function_privilege(:role, p.oid, 'execute')
        union all
        select r.name || ' sequence ' || c.relname
          from pg_class c, unnest(array['usage', 'select', 'update']) as r(name)
         where c.relkind = 'S' and has_sequence_privilege(:role, c.oid, r.name)
        union all
        select r.name from unnest(array['connect', 'temporary', 'create']) as r(name)
         where has_database_privilege(:role, current_database(), r.name)
        union all
        select r.name || ' public' from unnest(array['usage', 'create']) as r(name)
         where has_schema_privilege(:role, 'public', r.name)
        """
            .replace(":role", "'" + role.roleName() + "'"));
  }

  private static Set<String> texts(String sql) throws SQLException {
    Set<String> texts = new TreeSet<>();
    try (Connection connection = DATABASE.connect(DatabaseRole.OWNER);
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
