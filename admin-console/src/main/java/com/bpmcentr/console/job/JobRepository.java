package com.bpmcentr.console.job;

import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.console.staff.Origin;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The jobs' rows. Leases run by the database's clock, which all consoles share. */
@Repository
class JobRepository {

  private final JdbcClient jdbc;
  private final Clock clock;

  JobRepository(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  Job insert(NewJob job) {
    return jdbc.sql(
            """
            insert into job (id, kind, state, requester_id, requester_name, requester_origin,
                requester_address, requester_token, reason, parameters, total, created_at)
            values (:id, :kind, 'queued', :requesterId, :requesterName, :origin,
                :address, :token, :reason, :parameters::jsonb, :total, :now)
            returning *
            """)
        .param("id", job.id())
        .param("kind", job.kind())
        .param("requesterId", job.requester().staffId())
        .param("requesterName", job.requester().name())
        .param("origin", job.requester().origin().wireName())
        .param("address", job.requester().address())
        .param("token", job.requester().tokenId())
        .param("reason", job.reason())
        .param("parameters", job.parameters().toJson())
        .param("total", job.total())
        .param("now", PgTime.of(clock.instant()))
        .query((row, _) -> job(row))
        .single();
  }

  Optional<Job> find(UUID id) {
    return jdbc.sql("select * from job where id = :id")
        .param("id", id)
        .query((row, _) -> job(row))
        .optional();
  }

  /**
   * The job of these kinds that has waited longest, now this runner's: one that nobody has begun,
   * or whose runner has not been heard of for a lease. A runner at work holds the row's lock, so
   * its job is passed over however long a block takes.
   */
  Optional<Job> claim(Collection<String> kinds, UUID runner, Duration lease) {
    return jdbc.sql(
            """
            update job
               set state = 'running', started_at = coalesce(started_at, :now), runner = :runner,
                   leased_until = clock_timestamp() + make_interval(secs => :lease)
             where id = (select id
                           from job
                          where state in ('queued', 'running') and kind = any(:kinds)
                            and coalesce(leased_until <= clock_timestamp(), true)
                          order by created_at, id
                          limit 1
                            for update skip locked)
            returning *
            """)
        .param("now", PgTime.of(clock.instant()))
        .param("runner", runner)
        .param("lease", seconds(lease))
        .param("kinds", kinds.toArray(new String[0]))
        .query((row, _) -> job(row))
        .optional();
  }

  /** The job, locked until the transaction ends; empty when it is no longer this runner's. */
  Optional<Job> lock(UUID id, UUID runner) {
    return jdbc.sql(
            """
            select * from job where id = :id and runner = :runner and state = 'running' for update
            """)
        .param("id", id)
        .param("runner", runner)
        .query((row, _) -> job(row))
        .optional();
  }

  /** Counts a block, and renews the lease. The job's row is locked. */
  void advance(UUID id, Block block, Duration lease) {
    jdbc.sql(
            """
            update job
               set position = :position, done = done + :done, refused = refused + :refused,
                   state = case when :last then 'done' else state end,
                   ended_at = case when :last then :now::timestamptz end,
                   leased_until = clock_timestamp() + make_interval(secs => :lease)
             where id = :id
            """)
        .param("id", id)
        .param("position", block.position())
        .param("done", block.done())
        .param("refused", block.refused())
        .param("last", block.last())
        .param("now", PgTime.of(clock.instant()))
        .param("lease", seconds(lease))
        .update();
  }

  void published(UUID id, FeedPosition position) {
    jdbc.sql("update job set published_epoch = :epoch, published_seq = :seq where id = :id")
        .param("id", id)
        .param("epoch", position.epoch())
        .param("seq", position.seq())
        .update();
  }

  /** Another console may find the same once more. */
  void unmended(UUID id, List<String> subjects) {
    jdbc.sql(
            """
            update job
               set unmended = array(select distinct subject
                                      from unnest(unmended || :subjects::text[]) as subject
                                     order by subject
                                     limit :most)
             where id = :id
            """)
        .param("id", id)
        .param("subjects", subjects.toArray(new String[0]))
        .param("most", Job.MOST_NAMED)
        .update();
  }

  /** Lets any runner go on with it, after a pause. */
  void release(UUID id, UUID runner, Duration pause) {
    jdbc.sql(
            """
            update job set leased_until = clock_timestamp() + make_interval(secs => :pause)
             where id = :id and runner = :runner and state = 'running'
            """)
        .param("id", id)
        .param("runner", runner)
        .param("pause", seconds(pause))
        .update();
  }

  void fail(UUID id, UUID runner, String error) {
    jdbc.sql(
            """
            update job set state = 'failed', error = :error, ended_at = :now
             where id = :id and runner = :runner and state = 'running'
            """)
        .param("id", id)
        .param("runner", runner)
        .param("error", error)
        .param("now", PgTime.of(clock.instant()))
        .update();
  }

  /**
   * Ends it where it stands: at once, or once the block in hand is done, whose transaction has the
   * row. Empty when it has ended by itself.
   */
  Optional<Job> stop(UUID id) {
    return jdbc.sql(
            """
            update job set state = 'stopped', ended_at = :now
             where id = :id and state in ('queued', 'running')
            returning *
            """)
        .param("id", id)
        .param("now", PgTime.of(clock.instant()))
        .query((row, _) -> job(row))
        .optional();
  }

  void prune() {
    jdbc.sql("select prune_jobs()").query(_ -> {});
  }

  static Job job(ResultSet row) throws SQLException {
    return new Job(
        row.getObject("id", UUID.class),
        row.getString("kind"),
        WireName.find(JobState.class, row.getString("state")).orElseThrow(),
        new Requester(
            row.getObject("requester_id", UUID.class),
            row.getString("requester_name"),
            WireName.find(Origin.class, row.getString("requester_origin")).orElseThrow(),
            row.getString("requester_address"),
            row.getObject("requester_token", UUID.class)),
        row.getString("reason"),
        Facts.parse(row.getString("parameters")),
        row.getLong("total"),
        row.getLong("position"),
        row.getLong("done"),
        row.getLong("refused"),
        PgTime.required(row, "created_at"),
        PgTime.optional(row, "started_at"),
        PgTime.optional(row, "ended_at"),
        row.getString("error"),
        published(row),
        List.of((String[]) row.getArray("unmended").getArray()));
  }

  private static @Nullable FeedPosition published(ResultSet row) throws SQLException {
    long epoch = row.getLong("published_epoch");
    return row.wasNull() ? null : new FeedPosition(epoch, row.getLong("published_seq"));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }
}
