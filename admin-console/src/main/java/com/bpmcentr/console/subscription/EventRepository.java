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

  void insert(
      UUID subscriptionId,
      Instant at,
      EventKind kind,
      Actor actor,
      @Nullable String reason,
      Facts before,
      Facts after) {
    jdbc.sql(
            """
            insert into subscription_event
                (subscription_id, at, kind, actor_id, actor_name, reason, before, after)
            values (:subscriptionId, :at, :kind, :actorId, :actorName, :reason,
                :before::jsonb, :after::jsonb)
            """)
        .param("subscriptionId", subscriptionId)
        .param("at", PgTime.of(at))
        .param("kind", kind.wireName())
        .param("actorId", actor.staffId())
        .param("actorName", actor.name())
        .param("reason", reason)
        .param("before", before.toJson())
        .param("after", after.toJson())
        .update();
  }

  /** The events that made the subscriptions. */
  void insertCreated(List<Subscription> created, Instant at, Actor actor) {
    jdbc.sql(
            """
            insert into subscription_event
                (subscription_id, at, kind, actor_id, actor_name, before, after)
            select e.subscription_id, :at, :kind, :actorId, :actorName, '{}', e.after
            from unnest(:ids::uuid[], :after::jsonb[]) as e (subscription_id, after)
            """)
        .param("at", PgTime.of(at))
        .param("kind", EventKind.CREATED.wireName())
        .param("actorId", actor.staffId())
        .param("actorName", actor.name())
        .param("ids", PgColumns.texts(created, Subscription::id))
        .param("after", PgColumns.texts(created, subscription -> subscription.facts().toJson()))
        .update();
  }

  /** The newest first. */
  List<SubscriptionEvent> of(UUID subscriptionId) {
    return jdbc.sql(
            """
            select id, at, kind, actor_id, actor_name, reason, before, after
            from subscription_event
            where subscription_id = :subscriptionId
            order by id desc
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
