package com.bpmcentr.console.notice;

import com.bpmcentr.console.due.Due;
import com.bpmcentr.console.due.Place;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.PgColumns;
import com.bpmcentr.console.operation.PgTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which notices are due, and their events. */
@Repository
class NoticeRepository {

  private final JdbcClient jdbc;

  NoticeRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The index of ends serves it: what is compared is the end, and the due time is told. What was
   * told about that end stays told when the times are changed.
   */
  List<Due> find(NoticeRule rule, Duration afterEnd, Place after, Instant until, int most) {
    return jdbc.sql(
            """
            select s.ends_at, s.id
              from subscription s
             where (s.ends_at, s.id) > (:afterEnd, :afterId) and s.ends_at <= :untilEnd
               and %s
               and s.revoked_at is null and %s
               and not exists (select from connector n
                                where n.id = s.connector_id and n.category = 'free')
               and not exists (select from subscription_event e
                                where e.subscription_id = s.id and e.kind = :kind
                                  and e.due_at is not null
                                  and (e.after ->> 'endsAt')::timestamptz = s.ends_at
                                  and coalesce(e.after ->> 'step', '0') = :step)
             order by s.ends_at, s.id
             limit :most
            """
                .formatted(
                    afterEnd.isNegative()
                        ? "s.ends_at > :until and s.starts_at < s.ends_at"
                        : "true",
                    rule.condition()))
        .param("afterEnd", PgTime.of(after.at().minus(afterEnd)))
        .param("afterId", after.subject())
        .param("untilEnd", PgTime.of(until.minus(afterEnd)))
        .param("until", PgTime.of(until))
        .param("kind", rule.kind().wireName())
        .param("step", String.valueOf(rule.step()))
        .param("most", most)
        .query(
            (row, _) ->
                new Due(
                    PgTime.required(row, "ends_at").plus(afterEnd),
                    row.getObject("id", UUID.class)))
        .list();
  }

  /**
   * Two consoles, or a second look: a notice that is there already stays the one. What ended since
   * it was found has nobody told.
   */
  void record(NoticeRule rule, Duration afterEnd, List<Due> due, Instant now) {
    PgColumns<Due> columns =
        new PgColumns<Due>()
            .column("subject", "uuid", Due::subject)
            .column("due_at", "timestamptz", Due::at)
            .column("ends_at", "timestamptz", each -> each.at().minus(afterEnd))
            .column("facts", "jsonb", each -> facts(rule, afterEnd, each).toJson());
    jdbc.sql(
            """
            insert into subscription_event
                (subscription_id, at, kind, actor_name, before, after, due_at)
            select d.subject, :now, :kind, 'console', '{}', d.facts, d.due_at
            from %s
            join subscription s on s.id = d.subject and s.ends_at = d.ends_at
                and s.revoked_at is null and %s
                and not exists (select from connector n
                                 where n.id = s.connector_id and n.category = 'free')
            on conflict (subscription_id, kind, due_at) where due_at is not null do nothing
            """
                .formatted(columns.unnestAs("d"), rule.condition()))
        .param("now", PgTime.of(now))
        .param("kind", rule.kind().wireName())
        .params(columns.parameters(due))
        .update();
  }

  private static Facts facts(NoticeRule rule, Duration afterEnd, Due due) {
    return Facts.NONE
        .with("dueAt", due.at())
        .with("endsAt", due.at().minus(afterEnd))
        .with("days", afterEnd.abs().toDays())
        .with("step", rule.step() == 0 ? null : rule.step());
  }
}
