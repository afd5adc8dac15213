package com.bpmcentr.console.subscription;

import com.bpmcentr.console.due.Due;
import com.bpmcentr.console.due.Place;
import com.bpmcentr.console.operation.PgColumns;
import com.bpmcentr.console.operation.PgTime;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which subscriptions have passed a moment of theirs, and the events of that. */
@Repository
class ClockTransitionRepository {

  private static final PgColumns<Due> DUE =
      new PgColumns<Due>()
          .column("subject", "uuid", Due::subject)
          .column("due_at", "timestamptz", Due::at);

  private final JdbcClient jdbc;

  ClockTransitionRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The indexes of starts and of ends serve it. */
  List<Due> find(ClockTransition transition, Place after, Instant until, int most) {
    return jdbc.sql(
            """
            select %1$s as at, s.id
              from subscription s
             where (%1$s, s.id) > (:afterAt, :afterId) and %1$s <= :until
               and %2$s
             order by %1$s, s.id
             limit :most
            """
                .formatted(transition.moment(), transition.condition()))
        .param("afterAt", PgTime.of(after.at()))
        .param("afterId", after.subject())
        .param("until", PgTime.of(until))
        .param("most", most)
        .query((row, _) -> new Due(PgTime.required(row, "at"), row.getObject("id", UUID.class)))
        .list();
  }

  /**
   * As of the moment itself, however late it is recorded. Two consoles, or a second look: an event
   * that is there already stays the one.
   */
  void record(ClockTransition transition, List<Due> due) {
    jdbc.sql(
            """
            insert into subscription_event (subscription_id, at, kind, actor_name, before, after)
            select s.id, d.due_at, :kind, 'console',
                jsonb_build_object('status',
                    subscription_status(s, d.due_at - interval '1 millisecond')),
                jsonb_build_object('status', %1$s)
            from %2$s
            join subscription s on s.id = d.subject and %3$s = d.due_at and %4$s
            on conflict (subscription_id, kind, at)
                where kind in ('started', 'past_due', 'expired') do nothing
            """
                .formatted(
                    transition.after(),
                    DUE.unnestAs("d"),
                    transition.moment(),
                    transition.condition()))
        .param("kind", transition.kind().wireName())
        .params(DUE.parameters(due))
        .update();
  }
}
