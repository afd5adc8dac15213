package com.bpmcentr.console.imports;

import com.bpmcentr.console.job.JobState;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads imports, with how far their jobs have come, and their refused lines. */
@Repository
class ImportQuery {

  static final PgListing IMPORTS =
      new PgListing(
              """
              select i.*, j.state as job_state, j.started_at, j.ended_at, coalesce(j.done, 0) as done,
                  coalesce(j.refused, 0) as refused, j.error
              """,
              "from customer_import i left join job j on j.id = i.id",
              SortOrder.descending("createdAt"),
              "i.id")
          .filter("createdBy", PgFilter.contains(PgFilter.folded("i.created_by")))
          .filter("createdFrom", PgFilter.time("i.created_at >= :value"))
          .filter("createdUntil", PgFilter.time("i.created_at < :value"))
          .sort("createdAt", "i.created_at");

  private final JdbcClient jdbc;

  ImportQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
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
}
