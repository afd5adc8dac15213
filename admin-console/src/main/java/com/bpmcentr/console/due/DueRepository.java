package com.bpmcentr.console.due;

import com.bpmcentr.console.operation.PgColumns;
import com.bpmcentr.console.operation.PgTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far each kind of due work has come, and what of it failed. */
@Repository
class DueRepository {

  private static final PgColumns<Due> DUE =
      new PgColumns<Due>()
          .column("subject", "uuid", Due::subject)
          .column("due_at", "timestamptz", Due::at);

  private final JdbcClient jdbc;

  DueRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The database's own time, which a wrong clock of this machine is noticed by. */
  Instant present() {
    return jdbc.sql("select present() as present")
        .query((row, _) -> PgTime.required(row, "present"))
        .single();
  }

  /** A kind that no console has worked on before begins at that time. */
  void begin(String work, Instant from) {
    jdbc.sql(
            """
            insert into due_work (name, reached_at, reached_id, again_at, again_id, again_until)
            values (:work, :at, :id, :at, :id, :at)
            on conflict do nothing
            """)
        .param("work", work)
        .param("at", PgTime.of(from))
        .param("id", Place.after(from).subject())
        .update();
  }

  /** Locked until the transaction ends; empty while another console has it. */
  Optional<Progress> lock(String work) {
    return jdbc.sql("select * from due_work where name = :work for update skip locked")
        .param("work", work)
        .query(
            (row, _) ->
                new Progress(
                    new Place(
                        PgTime.required(row, "reached_at"),
                        row.getObject("reached_id", UUID.class)),
                    new Place(
                        PgTime.required(row, "again_at"), row.getObject("again_id", UUID.class)),
                    PgTime.required(row, "again_until")))
        .optional();
  }

  void save(String work, Progress progress) {
    jdbc.sql(
            """
            update due_work
               set reached_at = :reachedAt, reached_id = :reachedId,
                   again_at = :againAt, again_id = :againId, again_until = :againUntil
             where name = :work
            """)
        .param("work", work)
        .param("reachedAt", PgTime.of(progress.reached().at()))
        .param("reachedId", progress.reached().subject())
        .param("againAt", PgTime.of(progress.again().at()))
        .param("againId", progress.again().subject())
        .param("againUntil", PgTime.of(progress.againUntil()))
        .update();
  }

  void failed(String work, Due due, Instant now, String error) {
    jdbc.sql(
            """
            insert into due_failure (work, subject, due_at, failed_at, error)
            values (:work, :subject, :dueAt, :now, :error)
            on conflict (work, subject, due_at)
                do update set failed_at = excluded.failed_at, error = excluded.error
            """)
        .param("work", work)
        .param("subject", due.subject())
        .param("dueAt", PgTime.of(due.at()))
        .param("now", PgTime.of(now))
        .param("error", error)
        .update();
  }

  void succeeded(String work, List<Due> done) {
    jdbc.sql(
            """
            delete from due_failure f
             using %s
             where f.work = :work and f.subject = d.subject and f.due_at = d.due_at
            """
                .formatted(DUE.unnestAs("d")))
        .param("work", work)
        .params(DUE.parameters(done))
        .update();
  }

  /** What failed before that time, and was not found again since, is not due any more. */
  void forgetFailures(String work, Instant before) {
    jdbc.sql("delete from due_failure where work = :work and failed_at < :before")
        .param("work", work)
        .param("before", PgTime.of(before))
        .update();
  }

  /** When the oldest of what failed was due. */
  Optional<Instant> oldestFailure(String work) {
    return jdbc.sql("select due_at from due_failure where work = :work order by due_at limit 1")
        .param("work", work)
        .query((row, _) -> PgTime.required(row, "due_at"))
        .optional();
  }

  /** What failed of each is counted no further than that. */
  List<DueStandings.Standing> standings(int most) {
    return jdbc.sql(
            """
            select w.name, w.reached_at,
                (select count(*) from
                    (select from due_failure f where f.work = w.name limit :most) failure) as failed
            from due_work w
            order by w.name
            """)
        .param("most", most)
        .query(
            (row, _) ->
                new DueStandings.Standing(
                    row.getString("name"),
                    PgTime.required(row, "reached_at"),
                    row.getLong("failed")))
        .list();
  }
}
