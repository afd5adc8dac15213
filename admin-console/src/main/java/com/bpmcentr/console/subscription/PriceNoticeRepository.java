package com.bpmcentr.console.subscription;

import com.bpmcentr.console.due.Due;
import com.bpmcentr.console.due.Place;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.PgColumns;
import com.bpmcentr.console.operation.PgTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which customers were told of which price: events, as all notices are. */
@Repository
class PriceNoticeRepository {

  private final JdbcClient jdbc;

  PriceNoticeRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A price that is told.
   *
   * @param due as the work has it
   * @param renewal which it is told for
   */
  record Told(Due due, Instant renewal, Facts before, Facts after) {}

  private static final PgColumns<Told> COLUMNS =
      new PgColumns<Told>()
          .column("subscription_id", "uuid", each -> each.due().subject())
          .column("due_at", "timestamptz", each -> each.due().at())
          .column("before", "jsonb", each -> each.before().toJson())
          .column("after", "jsonb", each -> each.after().toJson());

  /** What was told last for that renewal or one before it, since the subscription began. */
  Optional<PriceNotice> latest(Subscription subscription, Instant renewal) {
    return jdbc.sql(
            """
            select (after ->> 'endsAt')::timestamptz as renewal, at
              from subscription_event
             where subscription_id = :id and kind = 'price_ahead' and at >= :begun
               and (after ->> 'endsAt')::timestamptz <= :renewal
             order by at desc
             limit 1
            """)
        .param("id", subscription.id())
        .param("begun", PgTime.of(PriceNotice.atBeginning(subscription).at()))
        .param("renewal", PgTime.of(renewal))
        .query(
            (row, _) ->
                new PriceNotice(PgTime.required(row, "renewal"), PgTime.required(row, "at")))
        .optional();
  }

  /**
   * Who may have to be told: those that renew, since whose beginning or last notice something came
   * to hold. The index of ends serves it, over no more than what falls due within a day.
   *
   * @param ahead how long before the end of what is paid
   * @param newest when the last change of all came or comes to hold
   */
  List<Due> candidates(
      Place after, Instant until, Duration ahead, Instant newest, boolean monthsOnly, int most) {
    return jdbc.sql(
            """
            select s.ends_at, s.id
              from subscription s
             where (s.ends_at, s.id) > (:afterEnd, :afterId)
               and s.ends_at > :tooLate and s.ends_at <= :untilEnd
               and s.auto_renew and s.revoked_at is null and s.starts_at < s.ends_at
               and (s.interval = 'month' or not :monthsOnly)
               and coalesce(s.known_at,
                     greatest(coalesce(s.anniversary_at, s.starts_at), s.created_at)) < :newest
               and not exists (select from subscription_event e
                                where e.subscription_id = s.id and e.kind = 'price_ahead'
                                  and e.due_at = s.ends_at - make_interval(secs => :ahead))
             order by s.ends_at, s.id
             limit :most
            """)
        .param("afterEnd", PgTime.of(after.at().plus(ahead)))
        .param("afterId", after.subject())
        .param("tooLate", PgTime.of(until.plus(ahead).minus(PriceNoticeWork.AT_MOST_LATE)))
        .param("untilEnd", PgTime.of(until.plus(ahead)))
        .param("monthsOnly", monthsOnly)
        .param("newest", PgTime.of(newest))
        .param("ahead", (double) ahead.toSeconds())
        .param("most", most)
        .query(
            (row, _) ->
                new Due(
                    PgTime.required(row, "ends_at").minus(ahead), row.getObject("id", UUID.class)))
        .list();
  }

  void record(List<Told> told, Instant now) {
    jdbc.sql(
            """
            insert into subscription_event (%s, at, kind, actor_name)
            select t.*, :now, 'price_ahead', 'console' from %s as t
            on conflict (subscription_id, kind, due_at) where due_at is not null do nothing
            """
                .formatted(COLUMNS.names(), COLUMNS.unnest()))
        .param("now", PgTime.of(now))
        .params(COLUMNS.parameters(told))
        .update();
  }
}
