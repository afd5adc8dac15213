package com.bpmcentr.console.job;

import com.bpmcentr.console.audit.Outcome;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.RefusalJson;
import com.bpmcentr.license.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of jobs that do one thing to many. */
@Repository
public class JobRowRepository {

  private final JdbcClient jdbc;

  JobRowRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The subjects as rows that wait, numbered in their order. */
  public void insert(UUID job, List<UUID> subjects) {
    jdbc.sql(
            """
            insert into job_row (job_id, number, subject)
              select :job, s.number, s.id
                from unnest(:subjects::uuid[]) with ordinality as s (id, number)
            """)
        .param("job", job)
        .param("subjects", subjects.toArray(new UUID[0]))
        .update();
  }

  /** The rows that follow the given number, in order. */
  public List<JobRow> after(UUID job, long number, int limit) {
    return jdbc.sql(
            """
            select number, subject, outcome, refusal
              from job_row
             where job_id = :job and number > :number
             order by number
             limit :limit
            """)
        .param("job", job)
        .param("number", number)
        .param("limit", limit)
        .query((row, _) -> row(row))
        .list();
  }

  /** The subjects that the job has changed, in their order. */
  public List<UUID> changedBy(UUID job) {
    return jdbc.sql(
            """
            select subject from job_row where job_id = :job and outcome = 'done' order by number
            """)
        .param("job", job)
        .query((row, _) -> row.getObject("subject", UUID.class))
        .list();
  }

  /** Notes the rows' outcomes and refusals. */
  public void save(UUID job, List<JobRow> rows) {
    jdbc.sql(
            """
            update job_row r
               set outcome = n.outcome, refusal = n.refusal::jsonb
              from unnest(:numbers::int[], :outcomes::text[], :refusals::text[])
                     as n (number, outcome, refusal)
             where r.job_id = :job and r.number = n.number
            """)
        .param("job", job)
        .param("numbers", rows.stream().map(JobRow::number).toArray(Integer[]::new))
        .param("outcomes", rows.stream().map(row -> text(row.outcome())).toArray(String[]::new))
        .param("refusals", rows.stream().map(row -> text(row.refusal())).toArray(String[]::new))
        .update();
  }

  static JobRow row(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    String refusal = row.getString("refusal");
    return new JobRow(
        row.getInt("number"),
        row.getObject("subject", UUID.class),
        outcome == null ? null : WireName.find(Outcome.class, outcome).orElseThrow(),
        refusal == null ? null : RefusalJson.read(refusal));
  }

  private static @Nullable String text(@Nullable Outcome outcome) {
    return outcome == null ? null : outcome.wireName();
  }

  private static @Nullable String text(@Nullable Refusal refusal) {
    return refusal == null ? null : RefusalJson.write(refusal);
  }
}
