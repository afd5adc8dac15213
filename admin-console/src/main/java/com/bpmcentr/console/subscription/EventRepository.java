package com.bpmcentr.console.subscription;

import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.PgColumns;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.license.WireName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened to each subscription. Edges add the binding at the first use themselves. */
@Repository
class EventRepository {

  private final JdbcClient jdbc;

  EventRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Something that happened to one subscription. */
  record NewEvent(UUID subscriptionId, EventKind kind, Facts before, Facts after) {}

  private static final PgColumns<NewEvent> COLUMNS =
      new PgColumns<NewEvent>()
          .column("subscription_id", "uuid", NewEvent::subscriptionId)
          .column("kind", "text", NewEvent::kind)
          .column("before", "jsonb", event -> event.before().toJson())
          .column("after", "jsonb", event -> event.after().toJson());

  void insert(
      UUID subscriptionId,
      Instant at,
      EventKind kind,
      Actor actor,
      @Nullable String reason,
      Facts before,
      Facts after) {
    insertAll(at, actor, reason, List.of(new NewEvent(subscriptionId, kind, before, after)));
  }

  /** What one actor did at one moment. */
  void insertAll(Instant at, Actor actor, @Nullable String reason, List<NewEvent> events) {
    jdbc.sql(
            """
            insert into subscription_event (%s, at, actor_id, actor_name, reason)
            select e.*, :at, :actorId, :actorName, :reason
            from %s as e
            """
                .formatted(COLUMNS.names(), COLUMNS.unnest()))
        .params(COLUMNS.parameters(events))
        .param("at", PgTime.of(at))
        .param("actorId", actor.staffId())
        .param("actorName", actor.name())
        .param("reason", reason)
        .update();
  }

  /** Whether a part of it was paid for before it came here, as those of an import may be. */
  boolean beganElsewhere(UUID subscriptionId) {
    return jdbc.sql(
            """
            select exists (select from subscription_event
                where subscription_id = :subscriptionId and kind = 'created'
                    and after ->> 'trial' = 'false'
                    and (after ->> 'endsAt')::timestamptz > (after ->> 'startsAt')::timestamptz)
            """)
        .param("subscriptionId", subscriptionId)
        .query(Boolean.class)
        .single();
  }

  /** The newest first. */
  List<SubscriptionEvent> of(UUID subscriptionId) {
    return jdbc.sql(
            """
            select id, at, kind, actor_id, actor_name, reason, before, after
            from subscription_event
            where subscription_id = :subscriptionId
            order by at desc, id desc
            limit 1000
            """)
        .param("subscriptionId", subscriptionId)
        .query(
            (row, _) ->
                new SubscriptionEvent(
                    row.getLong("id"),
                    PgTime.required(row, "at"),
                    WireName.find(EventKind.class, row.getString("kind")).orElseThrow(),
                    row.getObject("actor_id", UUID.class),
                    row.getString("actor_name"),
                    row.getString("reason"),
                    Facts.parse(row.getString("before")),
                    Facts.parse(row.getString("after"))))
        .list();
  }
}
