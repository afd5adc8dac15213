package com.bpmcentr.console.imports;

import com.bpmcentr.console.job.JobState;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.PgColumns;
import com.bpmcentr.console.operation.PgFilter;
import com.bpmcentr.console.operation.PgListing;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.operation.SortOrder;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.WireName;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The imports' rows, and those of their lines that wait or were refused. */
@Repository
class ImportRepository {

  static final PgListing IMPORTS =
      new PgListing(
              """
              select i.*, j.state as job_state, j.started_at, j.ended_at, coalesce(j.done, 0) as done,
                  coalesce(j.refused, 0) as refused, j.error
              """,
              "from customer_import i left join job j on j.id = i.id",
              SortOrder.descending("createdAt"),
              "i.id")
          .filter("createdBy", PgFilter.text("i.created_by = :value"))
          .filter("createdFrom", PgFilter.time("i.created_at >= :value"))
          .filter("createdUntil", PgFilter.time("i.created_at < :value"))
          .sort("createdAt", "i.created_at");

  private static final PgColumns<RefusedLine> REFUSALS =
      new PgColumns<RefusedLine>()
          .column("line", "bigint", RefusedLine::number)
          .column("external_id", "text", RefusedLine::externalId)
          .column("email", "text", RefusedLine::email)
          .column("field", "text", line -> line.problem().field())
          .column("message_key", "text", line -> line.problem().messageKey())
          .column("arguments", "text", ImportRepository::arguments);

  private final JdbcClient jdbc;

  ImportRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Lines that wait, as a row keeps them. */
  record StoredBlock(long firstLine, String lines) {}

  void insert(UUID id, String createdBy, Instant now) {
    jdbc.sql(
            """
            insert into customer_import (id, created_by, created_at, alive_at)
            values (:id, :createdBy, :now, :now)
            """)
        .param("id", id)
        .param("createdBy", createdBy)
        .param("now", PgTime.of(now))
        .update();
  }

  Optional<Import> find(UUID id) {
    return IMPORTS.find(jdbc, id, (row, _) -> found(row));
  }

  Result<Page<Import>> list(ListQuery query) {
    return IMPORTS.page(jdbc, query, Map.of(), (row, _) -> found(row));
  }

  Page<RefusedLine> refusedLines(UUID id, ListQuery asked) {
    ListQuery.Cursor cursor = asked.cursor();
    List<RefusedLine> lines =
        jdbc.sql(
                """
                select line, external_id, email, field, message_key, arguments
                from import_refusal where import_id = :id and line > :after
                order by line offset :offset limit :limit
                """)
            .param("id", id)
            .param("after", cursor == null || cursor.last() == null ? 0L : cursor.last())
            .param("offset", asked.offset())
            .param("limit", asked.limit())
            .query((row, _) -> refusedLine(row))
            .list();
    if (cursor != null) {
      return new Page<>(lines, lines.size());
    }
    long total =
        jdbc.sql("select count(*) from import_refusal where import_id = :id")
            .param("id", id)
            .query(Long.class)
            .single();
    return new Page<>(lines, total);
  }

  void insertBlock(UUID id, long firstLine, String lines) {
    jdbc.sql("insert into import_block (import_id, first_line, lines) values (:id, :first, :lines)")
        .param("id", id)
        .param("first", firstLine)
        .param("lines", lines)
        .update();
  }

  /** Says that the lines so far are kept; false when the import has been given up meanwhile. */
  boolean keepReceiving(UUID id, long lines, long malformed, Instant now) {
    return jdbc.sql(
                """
                update customer_import
                set lines = :lines, malformed = :malformed, alive_at = :now
                where id = :id and broken_off_at is null and received_at is null
                """)
            .param("id", id)
            .param("lines", lines)
            .param("malformed", malformed)
            .param("now", PgTime.of(now))
            .update()
        == 1;
  }

  /** The last line is in; false when the import has been given up meanwhile. */
  boolean endReceiving(UUID id, Instant now) {
    return jdbc.sql(
                """
                update customer_import set received_at = :now
                where id = :id and broken_off_at is null and received_at is null
                """)
            .param("id", id)
            .param("now", PgTime.of(now))
            .update()
        == 1;
  }

  /** Imports whose lines stopped coming before the given time. */
  List<UUID> silentSince(Instant time) {
    return jdbc.sql(
            """
            select id from customer_import
            where received_at is null and broken_off_at is null and alive_at < :time
            """)
        .param("time", PgTime.of(time))
        .query((row, _) -> row.getObject("id", UUID.class))
        .list();
  }

  /** Gives up an import that was not received whole, and forgets its lines. */
  void breakOff(UUID id, Instant now) {
    int broken =
        jdbc.sql(
                """
                update customer_import set broken_off_at = :now, malformed = 0
                where id = :id and received_at is null and broken_off_at is null
                """)
            .param("id", id)
            .param("now", PgTime.of(now))
            .update();
    if (broken == 1) {
      jdbc.sql("delete from import_block where import_id = :id").param("id", id).update();
      jdbc.sql("delete from import_refusal where import_id = :id").param("id", id).update();
    }
  }

  void insertRefusals(UUID id, List<RefusedLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into import_refusal
                (import_id, line, external_id, email, field, message_key, arguments)
            select :id, r.line, r.external_id, r.email, r.field, r.message_key,
                case when r.arguments = '' then '{}' else string_to_array(r.arguments, E'\\n') end
            from %s
            """
                .formatted(REFUSALS.unnestAs("r")))
        .params(REFUSALS.parameters(lines))
        .param("id", id)
        .update();
  }

  /** The first block after the line, if any is left. */
  Optional<StoredBlock> blockAfter(UUID id, long line) {
    return jdbc.sql(
            """
            select first_line, lines from import_block
            where import_id = :id and first_line > :line
            order by first_line limit 1
            """)
        .param("id", id)
        .param("line", line)
        .query((row, _) -> new StoredBlock(row.getLong("first_line"), row.getString("lines")))
        .optional();
  }

  /** Takes the block out of those that wait, and counts what became of its lines. */
  void endBlock(UUID id, long firstLine, int unchanged, int generatedKeys) {
    jdbc.sql(
            """
            with done as (
              delete from import_block where import_id = :id and first_line = :firstLine)
            update customer_import
            set unchanged = unchanged + :unchanged, keys_to_fetch = keys_to_fetch + :keys
            where id = :id
            """)
        .param("id", id)
        .param("firstLine", firstLine)
        .param("unchanged", unchanged)
        .param("keys", generatedKeys)
        .update();
  }

  /** Lets the planner know how large the tables have become. */
  void analyze() {
    jdbc.sql("select analyze_imported()").query(_ -> {});
  }

  void reached(UUID id, FeedPosition position) {
    jdbc.sql("update customer_import set epoch = :epoch, seq = :seq where id = :id")
        .param("id", id)
        .param("epoch", position.epoch())
        .param("seq", position.seq())
        .update();
  }

  private static Import found(ResultSet row) throws SQLException {
    long unchanged = row.getLong("unchanged");
    long epoch = row.getLong("epoch");
    return new Import(
        row.getObject("id", UUID.class),
        state(row),
        row.getString("created_by"),
        PgTime.required(row, "created_at"),
        PgTime.optional(row, "received_at"),
        PgTime.optional(row, "started_at"),
        PgTime.optional(row, "ended_at"),
        row.getLong("lines"),
        row.getLong("done") - unchanged,
        unchanged,
        row.getLong("malformed") + row.getLong("refused"),
        row.getLong("keys_to_fetch"),
        epoch == 0 ? null : new FeedPosition(epoch, row.getLong("seq")),
        row.getString("error"));
  }

  private static ImportState state(ResultSet row) throws SQLException {
    if (PgTime.optional(row, "broken_off_at") != null) {
      return ImportState.BROKEN_OFF;
    }
    String job = row.getString("job_state");
    if (job == null) {
      return ImportState.RECEIVING;
    }
    return switch (WireName.find(JobState.class, job).orElseThrow()) {
      case QUEUED -> ImportState.WAITING;
      case RUNNING -> ImportState.RUNNING;
      case DONE -> ImportState.DONE;
      case FAILED -> ImportState.FAILED;
      case STOPPED -> ImportState.STOPPED;
    };
  }

  private static RefusedLine refusedLine(ResultSet row) throws SQLException {
    Array arguments = row.getArray("arguments");
    return new RefusedLine(
        row.getLong("line"),
        row.getString("external_id"),
        row.getString("email"),
        new Refusal.Invalid(
            row.getString("field"),
            row.getString("message_key"),
            List.of((Object[]) arguments.getArray())));
  }

  /** None of them has a line break in it. */
  private static @Nullable String arguments(RefusedLine line) {
    return String.join("\n", line.problem().arguments().stream().map(String::valueOf).toList());
  }
}
