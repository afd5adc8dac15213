package com.bpmcentr.console.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.demo.postgres.TestDatabases;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class PgListingIT {

  private static final PgListing THINGS =
      new PgListing("select t.*", "from thing t", SortOrder.ascending("id"), "t.id")
          .filter(
              "owner", PgFilter.contains("o.name").of("t.owner", "select o.id from owner o where"))
          .filter("odd", PgFilter.flag("t.id % 2 = 1", "t.id % 2 = 0"))
          .sort("id", "t.id");

  @Test
  void page_whereCountingIsCheap_isCounted() throws Exception {
    try (SingleConnectionDataSource database = thousandThings()) {
      assertThat(page(database, Map.of(), 0).total()).isEqualTo(1_000);
      assertThat(page(database, Map.of("odd", "true"), 0).total()).isEqualTo(500);
      assertThat(page(database, Map.of(), 0).counted()).isTrue();
    }
  }

  @Test
  void page_whereCountingTakesLong_isEstimatedAndTheEndIsExact() throws Exception {
    try (SingleConnectionDataSource database = thousandThings()) {
      // as if there were many more
      JdbcClient.create(database).sql("set cpu_tuple_cost = 1000").update();
      Page<Integer> first = page(database, Map.of(), 0);
      assertThat(first.counted()).isFalse();
      assertThat(first.total()).isBetween(900L, 1_100L);
      assertThat(first.items()).hasSize(10).startsWith(1, 2);
      Page<Integer> last = page(database, Map.of(), 995);
      assertThat(last.counted()).isTrue();
      assertThat(last.total()).isEqualTo(1_000);
    }
  }

  @Test
  void page_whereMoreIsThereThanEstimated_saysThatThereIsMore() throws Exception {
    try (SingleConnectionDataSource database = thousandThings()) {
      JdbcClient.create(database).sql("set cpu_tuple_cost = 1000").update();
      // the planner takes a two-hundredth for such a condition
      assertThat(page(database, Map.of("odd", "true"), 400))
          .isEqualTo(
              new Page<>(List.of(801, 803, 805, 807, 809, 811, 813, 815, 817, 819), 411, false));
    }
  }

  /** Who scrolls on knows how many there are. */
  @Test
  void page_uncounted_hasTheRowsAndCountsNothing() throws Exception {
    try (SingleConnectionDataSource database = thousandThings()) {
      var query = new ListQuery(Map.of("odd", "true"), List.of(), 400, 10).uncounted();
      assertThat(page(database, query))
          .isEqualTo(
              new Page<>(List.of(801, 803, 805, 807, 809, 811, 813, 815, 817, 819), 410, false));
    }
  }

  /** Names in Cyrillic come after all in Latin letters: a part of one took seconds to be sorted. */
  @Test
  void page_foundAtTheEndOfTheOrder_isNotWalkedTo() throws Exception {
    try (SingleConnectionDataSource database = thousandThings()) {
      JdbcClient jdbc = JdbcClient.create(database);
      jdbc.sql("create table letter (id int primary key, sender text)").update();
      jdbc.sql(
              """
              insert into letter
              select n, case when n > 19000 then 'late' else 'early' end
                from generate_series(1, 20000) n
              """)
          .update();
      jdbc.sql("create index letter_sender on letter (sender)").update();
      jdbc.sql("analyze letter").update();
      PgListing letters =
          new PgListing("select l.*", "from letter l", SortOrder.ascending("id"), "l.id")
              .filter("sender", PgFilter.text("l.sender = :value"))
              .sort("id", "l.id");
      database.getConnection().setAutoCommit(false);
      var late = new ListQuery(Map.of("sender", "late"), List.of(), 0, 10);
      long before = lettersRead(jdbc);
      Page<Integer> first =
          letters.page(jdbc, late, Map.of(), (row, _) -> row.getInt("id")).orElseThrow();
      assertThat(first.items()).startsWith(19_001).hasSize(10);
      assertThat(first.total()).isEqualTo(1_000);
      assertThat(lettersRead(jdbc) - before).isLessThan(5_000);
    }
  }

  /** By way of few owners in one form, by way of more in another. */
  @Test
  void page_filteredByAnotherTable_hasTheRowsThatReferToIt() throws Exception {
    try (SingleConnectionDataSource database = thousandThings()) {
      Page<Integer> few = page(database, Map.of("owner", "OWNER 77"), 0);
      assertThat(few.items()).startsWith(77, 770);
      assertThat(few.total()).isEqualTo(11);
      assertThat(page(database, Map.of("owner", "owner"), 0).total()).isEqualTo(1_000);
    }
  }

  private static long lettersRead(JdbcClient jdbc) {
    return jdbc.sql(
            """
            select idx_tup_fetch + seq_tup_read from pg_stat_xact_user_tables
             where relname = 'letter'
            """)
        .query(Long.class)
        .single();
  }

  private static Page<Integer> page(
      SingleConnectionDataSource database, Map<String, String> filters, int offset) {
    return page(database, new ListQuery(filters, List.of(), offset, 10));
  }

  private static Page<Integer> page(SingleConnectionDataSource database, ListQuery query) {
    return THINGS
        .page(JdbcClient.create(database), query, Map.of(), (row, _) -> row.getInt("id"))
        .orElseThrow();
  }

  private static SingleConnectionDataSource thousandThings() throws Exception {
    LicenseDatabase database = TestDatabases.create();
    var connection = new SingleConnectionDataSource(database.connect(DatabaseRole.OWNER), true);
    JdbcClient jdbc = JdbcClient.create(connection);
    jdbc.sql("create table owner (id int primary key, name text collate pg_c_utf8)").update();
    jdbc.sql("insert into owner select n, 'owner ' || n from generate_series(1, 20000) n").update();
    jdbc.sql("create table thing (id int primary key, owner int)").update();
    jdbc.sql("insert into thing select n, n from generate_series(1, 1000) n").update();
    jdbc.sql("analyze").update();
    return connection;
  }
}
