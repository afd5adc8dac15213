package com.bpmcentr.console.job;

import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.PgFilter;
import com.bpmcentr.console.operation.PgListing;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.operation.SortOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Jobs as a list, the newest first, and each one's rows as a list, in order. */
@Repository
class JobQuery {

  /** What has had no turn yet is waiting, as the API has it. */
  private static final PgFilter OUTCOME =
      PgFilter.choice(
          Map.of(
              "waiting", "r.outcome is null",
              "done", "r.outcome = 'done'",
              "refused", "r.outcome = 'refused'"));

  static final PgListing JOBS =
      new PgListing("select j.*", "from job j", SortOrder.descending("createdAt"), "j.id")
          .filter("kind", PgFilter.text("j.kind = :value"))
          .filter("state", PgFilter.oneOf(JobState.class, "j.state"))
          .filter("requester", PgFilter.contains(PgFilter.folded("j.requester_name")))
          .filter("createdFrom", PgFilter.time("j.created_at >= :value"))
          .filter("createdUntil", PgFilter.time("j.created_at < :value"))
          .sort("createdAt", "j.created_at");

  static final PgListing RESULTS =
      new PgListing(
              """
              select r.*, coalesce(c.name, sc.name, kc.name) as name,
                  coalesce(c.email, s.connector_id, k.name) as detail
              """,
              "from (select * from job_row where job_id = :job) r",
              SortOrder.ascending("number"),
              "r.number")
          .decorate(
              """
              left join customer c on c.id = r.subject
              left join subscription s on s.id = r.subject
              left join customer sc on sc.id = s.customer_id
              left join api_key k on k.id = r.subject
              left join customer kc on kc.id = k.customer_id
              """)
          .filter("outcome", OUTCOME)
          .sort("number", "r.number");

  private final JdbcClient jdbc;

  JobQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How the jobs stand that are open or have just failed, by kind. */
  Map<String, JobWatch.Standing> standings() {
    Map<String, JobWatch.Standing> standings = new HashMap<>();
    jdbc.sql(
            """
            select kind, count(*) filter (where state <> 'failed') as open,
                   coalesce(sum(greatest(total - done - refused, 0))
                              filter (where state <> 'failed'), 0) as rows_left,
                   count(*) filter (where state = 'failed') as failed
              from job
             where state in ('queued', 'running')
                or (state = 'failed' and ended_at > present() - interval '1 hour')
             group by kind
            """)
        .query(
            row -> {
              standings.put(
                  row.getString("kind"),
                  new JobWatch.Standing(
                      row.getLong("open"), row.getLong("rows_left"), row.getLong("failed")));
            });
    return standings;
  }

  Result<Page<Job>> jobs(ListQuery query) {
    return JOBS.page(jdbc, query, Map.of(), (row, _) -> JobRepository.job(row));
  }

  /** How many the filters leave, counted no further than that. */
  Result<Long> count(Map<String, String> filters, int most) {
    return JOBS.count(jdbc, filters, Map.of(), most);
  }

  Result<Page<JobResult>> results(UUID job, ListQuery query) {
    return RESULTS.page(
        jdbc,
        query,
        Map.of("job", job),
        (row, _) ->
            new JobResult(
                JobRowRepository.row(row), row.getString("name"), row.getString("detail")));
  }
}
