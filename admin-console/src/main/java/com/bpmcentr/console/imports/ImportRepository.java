package com.bpmcentr.console.imports;

import com.bpmcentr.console.operation.PgColumns;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.FeedPosition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes imports, and their lines that wait or were refused. */
@Repository
class ImportRepository {

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

  /** None of them has a line break in it. */
  private static @Nullable String arguments(RefusedLine line) {
    return String.join("\n", line.problem().arguments().stream().map(String::valueOf).toList());
  }
}
