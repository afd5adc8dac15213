package com.bpmcentr.console.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.demo.postgres.TestDatabases;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class PgListingIT {

  private static final String FOUND_FIRST = "offset 0) l";
  private static final String FIRST_LOOKED_AT = "l.id limit ";

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

  /** Who is far down in what many have would walk over most of the table: 0.8 s instead of 0.3. */
  @Test
  void page_farDownInItsOwnOrder_isFoundFirst() throws Exception {
    try (Letters letters = new Letters()) {
      Map<String, String> many = Map.of("sender", "many");
      assertThat(letters.statement(many, "", 0)).contains(FIRST_LOOKED_AT);
      assertThat(letters.statement(many, "", 1_000)).contains(FIRST_LOOKED_AT);
      assertThat(letters.statement(many, "", 2_000)).contains(FOUND_FIRST);
    }
  }

  /** What a great part of the list has is soon met along any order, and would be much to sort. */
  @Test
  void page_ofVeryMany_isWalkedToInAnyOrder() throws Exception {
    try (Letters letters = new Letters()) {
      Map<String, String> many = Map.of("sender", "many");
      assertThat(letters.statement(many, "number", 9_000)).contains(FOUND_FIRST);
      letters.asIfThereWere("letter", 400_000);
      assertThat(letters.statement(many, "number", 9_000)).doesNotContain(FOUND_FIRST);
      assertThat(letters.statement(many, "number", 0)).doesNotContain(FIRST_LOOKED_AT);
      assertThat(letters.statement(many, "", 20_000)).doesNotContain(FOUND_FIRST);
    }
  }

  /** The planner reads those through rather than look up each; see the decision for both. */
  @Test
  void page_filteredByAnotherTable_goesThroughFewOfThatTableAndNotThroughMany() throws Exception {
    try (Letters letters = new Letters()) {
      Map<String, String> ofAnOwner = Map.of("owner", "owner");
      assertThat(letters.statement(ofAnOwner, "", 0)).contains("l.owner = any(array(");
      letters.asIfThereWere("owner", 100_000);
      assertThat(letters.statement(ofAnOwner, "", 0)).contains("l.owner in (");
    }
  }

  /** Until the end of the transaction, and only where an index is all that is read. */
  @Test
  void page_ofManyInOneIndex_isPlannedForThem() throws Exception {
    try (Letters letters = new Letters()) {
      assertThat(letters.settingsAfter(Map.of("sender", "many"), "size"))
          .containsExactly("force_custom_plan", "1", "0", "0");
      assertThat(letters.settingsAfter(Map.of("late", "number"), "number"))
          .containsExactly("force_custom_plan", "4", "1000", "0.1");
    }
  }

  @Test
  void page_inAnOrderWhoseIndexHasAllThatIsAsked_isWalkedTo() throws Exception {
    try (Letters letters = new Letters()) {
      // no index has these two
      assertThat(
              letters.statement(
                  Map.of("sender", "many"),
                  List.of(SortOrder.ascending("size"), SortOrder.ascending("number")),
                  0))
          .contains(FOUND_FIRST);
      assertThat(letters.statement(Map.of("sender", "many"), "size", 0))
          .doesNotContain(FOUND_FIRST, FIRST_LOOKED_AT);
      assertThat(letters.statement(Map.of("sender", "many"), "size", 9_000))
          .doesNotContain(FOUND_FIRST);
      assertThat(letters.statement(Map.of("sender", "many", "kind", "a"), "size", 9_000))
          .contains(FOUND_FIRST);
    }
  }

  /** 84,000 subscriptions of a text by their end: 0.5 s to find all of them, for a page of 50. */
  @Test
  void page_amongTheFirstOfTheOrder_isFoundThere() throws Exception {
    try (Letters letters = new Letters()) {
      Map<String, String> many = Map.of("sender", "many");
      assertThat(letters.statement(many, "number", 0)).contains(FIRST_LOOKED_AT);
      assertThat(letters.page(many, List.of(SortOrder.descending("number")), 0))
          .isEqualTo(letters.rows("sender = 'many' order by number desc, id desc").subList(0, 10));
      assertThat(letters.statement(Map.of("sender", "few"), "number", 0)).contains(FOUND_FIRST);
      assertThat(letters.statement(many, "number", 9_000)).contains(FOUND_FIRST);
    }
  }

  /** Expired subscriptions, the newest first: of the newest 40,000 none has expired. */
  @Test
  void page_lateInAnOrderThatIsReadQuickly_isFoundThere() throws Exception {
    try (Letters letters = new Letters()) {
      letters.asIfThereWere("letter", 400_000);
      assertThat(letters.statement(Map.of("late", "id"), "", 0))
          .contains(FIRST_LOOKED_AT)
          .doesNotContain(FOUND_FIRST);
      assertThat(letters.page(Map.of("late", "id"), List.of(), 0))
          .isEqualTo(letters.rows("id >= 37000 order by id").subList(0, 10));
      // no index has this order
      assertThat(letters.statement(Map.of("late", "id"), "number", 0)).contains(FIRST_LOOKED_AT);
      assertThat(letters.statement(Map.of("late", "both"), "number", 0)).contains(FOUND_FIRST);
    }
  }

  /** The newest payments by card: a million that nobody has paid came before them. */
  @Test
  void page_ofWhatIsInAPartOfTheOrder_isWalkedToInThatPart() throws Exception {
    try (Letters letters = new Letters()) {
      letters.asIfThereWere("letter", 400_000);
      Map<String, String> late = Map.of("late", "number");
      assertThat(letters.statement(late, "size", 0))
          .contains("where ((l.number >= 600)) and l.size is not null order by l.size");
      assertThat(letters.statement(late, "number", 0)).doesNotContain("l.size is not null");
      assertThat(letters.statement(Map.of("sender", "most"), "size", 0))
          .doesNotContain("l.size is not null");
      assertThat(letters.page(late, List.of(SortOrder.descending("size")), 0))
          .isEqualTo(letters.rows("number >= 600 order by size desc, id desc").subList(0, 10));
    }
  }

  /** What stands at the order's end alone is not among its first rows, whatever is expected. */
  @Test
  void page_notAmongTheFirstOfTheOrder_isFoundAllTheSame() throws Exception {
    try (Letters letters = new Letters()) {
      assertThat(letters.statement(Map.of("late", "number"), "number", 0)).contains(FOUND_FIRST);
      assertThat(letters.page(Map.of("late", "number"), List.of(SortOrder.ascending("number")), 0))
          .isEqualTo(letters.rows("number >= 600 order by number, id").subList(0, 10));
    }
  }

  /** Three times as dear as in the list's own: 1 s for 75,000 subscriptions by customer. */
  @Test
  void page_inAnotherTablesOrder_isFoundFirstOnlyWhereLessIsFoundThanPassed() throws Exception {
    try (Letters letters = new Letters()) {
      assertThat(letters.statement(Map.of("sender", "many"), "owner", 0))
          .doesNotContain(FOUND_FIRST);
      assertThat(letters.statement(Map.of("sender", "many"), "owner", 9_000)).contains(FOUND_FIRST);
    }
  }

  /** 40,000 of them, of which 15,000 have a common sender. */
  private static final class Letters implements AutoCloseable {
    private static final PgListing LISTING =
        new PgListing("select l.*", "from letter l", SortOrder.ascending("id"), "l.id")
            .decorate("left join owner o on o.id = l.owner")
            .filter("sender", PgFilter.text("l.sender = :value"))
            .filter("kind", PgFilter.text("l.kind = :value"))
            .filter(
                "late",
                PgFilter.choice(
                    Map.of(
                        "number",
                        "l.number >= 600",
                        "id",
                        "l.age >= 37000",
                        "both",
                        "l.age >= 37000 and l.number >= 600")))
            .sort("id", "l.id")
            .filter(
                "owner",
                PgFilter.contains("o.name").of("l.owner", "select o.id from owner o where"))
            .sort("number", "l.number")
            .sort("size", "l.size")
            .covering("size", "sender")
            .within("size", "late", "l.size is not null")
            .sort("owner", "join owner o on o.id = l.owner", "o.name");

    private final SingleConnectionDataSource connection;
    private final SingleConnectionDataSource observer;
    private final JdbcClient jdbc;

    Letters() throws Exception {
      LicenseDatabase database = TestDatabases.create();
      connection = new SingleConnectionDataSource(database.connect(DatabaseRole.OWNER), true);
      observer = new SingleConnectionDataSource(database.connect(DatabaseRole.OWNER), true);
      jdbc = JdbcClient.create(connection);
      jdbc.sql(
              """
              create table owner (id int primary key, name text collate pg_c_utf8)
                with (autovacuum_enabled = false)
              """)
          .update();
      jdbc.sql("insert into owner select n, 'owner ' || n from generate_series(1, 100) n").update();
      jdbc.sql(
              """
              create table letter with (autovacuum_enabled = false) as
              select n as id, case when n % 8 < 3 then 'many' when n % 8 < 7 then 'most' else 'few'
                  end as sender, 'a' as kind, n * 7919 % 997 as size,
                  n * 7919 % 983 as number, n % 100 + 1 as owner, n as age
                from generate_series(1, 40000) n
              """)
          .update();
      jdbc.sql("create index letter_id on letter (id)").update();
      jdbc.sql("analyze").update();
    }

    List<Integer> page(Map<String, String> filters, List<SortOrder> sort, int offset) {
      return LISTING
          .page(
              jdbc,
              new ListQuery(filters, sort, offset, 10).uncounted(),
              Map.of(),
              (row, _) -> row.getInt("id"))
          .orElseThrow()
          .items();
    }

    List<Integer> rows(String condition) {
      return jdbc.sql("select id from letter where " + condition).query(Integer.class).list();
    }

    /** By which the page was read, as the server has it. */
    String statement(Map<String, String> filters, String sort, int offset) {
      return statement(
          filters, sort.isEmpty() ? List.of() : List.of(SortOrder.ascending(sort)), offset);
    }

    String statement(Map<String, String> filters, List<SortOrder> sort, int offset) {
      int pid = jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
      page(filters, sort, offset);
      return JdbcClient.create(observer)
          .sql("select query from pg_stat_activity where pid = :pid")
          .param("pid", pid)
          .query(String.class)
          .single();
    }

    /** The planner's settings in the transaction in which the page was read. */
    List<String> settingsAfter(Map<String, String> filters, String sort) {
      return new TransactionTemplate(new DataSourceTransactionManager(connection))
          .execute(
              _ -> {
                page(filters, List.of(SortOrder.ascending(sort)), 0);
                return Stream.of(
                        "plan_cache_mode",
                        "random_page_cost",
                        "parallel_setup_cost",
                        "parallel_tuple_cost")
                    .map(name -> jdbc.sql("show " + name).query(String.class).single())
                    .toList();
              });
    }

    /** To the planner, which knows a table's rows by how many there were and how it has grown. */
    void asIfThereWere(String table, int rows) {
      jdbc.sql(
              """
              select pg_restore_relation_stats('schemaname', current_schema()::text,
                  'relname', cast(:table as text), 'reltuples', cast(:rows as real))
              """)
          .param("rows", rows)
          .param("table", table)
          .query(Boolean.class)
          .single();
    }

    @Override
    public void close() {
      observer.destroy();
      connection.destroy();
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

  /** Each joins its table: the second one was a syntax error. */
  @Test
  void page_sortedByAFieldTwice_isRefused() {
    var twice =
        new ListQuery(
            Map.of(), List.of(SortOrder.ascending("id"), SortOrder.descending("id")), 0, 10);

    assertThat(THINGS.page(null, twice, Map.of(), (row, _) -> row.getInt("id")))
        .isEqualTo(Result.refused(new Refusal.Invalid("sort", InvalidKey.FIELD_TWICE)));
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
