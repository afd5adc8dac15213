package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.subscription.PgSubscription.LATER;
import static com.bpmcentr.console.subscription.PgSubscription.MADE;
import static com.bpmcentr.console.subscription.PgSubscription.STARTED;
import static com.bpmcentr.console.subscription.PgSubscription.subscription;

import com.bpmcentr.console.operation.PgColumns;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The subscriptions' rows. */
@Repository
class SubscriptionRepository {

  private final JdbcClient jdbc;

  SubscriptionRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Subscription> find(UUID id) {
    return jdbc.sql("select * from subscription where id = :id")
        .param("id", id)
        .query((row, _) -> subscription(row))
        .optional();
  }

  /** The customer's row must be locked already; an edge's claim waits for this one. */
  Optional<Subscription> findForUpdate(UUID id) {
    return jdbc.sql("select * from subscription where id = :id for update")
        .param("id", id)
        .query((row, _) -> subscription(row))
        .optional();
  }

  void insertAll(List<Subscription> added) {
    PgColumns<Subscription> columns = MADE.and(STARTED);
    jdbc.sql(
            "insert into subscription (%s) select * from %s"
                .formatted(columns.names(), columns.unnest()))
        .params(columns.parameters(added))
        .update();
  }

  /** Whose the subscriptions are, which never changes. */
  List<UUID> customersOf(List<UUID> ids) {
    return jdbc.sql("select distinct customer_id from subscription where id = any(:ids)")
        .param("ids", ids.toArray(new UUID[0]))
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }

  /** Those that are there, to look at. */
  List<Subscription> findAll(List<UUID> ids) {
    return jdbc.sql("select * from subscription where id = any(:ids)")
        .param("ids", ids.toArray(new UUID[0]))
        .query((row, _) -> subscription(row))
        .list();
  }

  /** Those that are there; their customers' rows must be locked already. */
  List<Subscription> findAllForUpdate(List<UUID> ids) {
    return jdbc.sql("select * from subscription where id = any(:ids) order by id for update")
        .param("ids", ids.toArray(new UUID[0]))
        .query((row, _) -> subscription(row))
        .list();
  }

  /** Saves over the version that was loaded, and answers what is now stored. */
  Subscription save(Subscription subscription) {
    return saveAll(List.of(subscription)).getFirst();
  }

  /** Saves each over the version that was loaded, and answers what is now stored. */
  List<Subscription> saveAll(List<Subscription> changed) {
    PgColumns<Subscription> columns = STARTED.and(LATER);
    PgColumns<Subscription> loaded =
        columns
            .column("id", "uuid", Subscription::id)
            .column("version", "int", Subscription::version);
    List<Subscription> saved =
        jdbc.sql(
                """
                update subscription s
                set %s, was_trial = s.was_trial or s.trial and not n.trial,
                    version = s.version + 1
                from %s
                where s.id = n.id and s.version = n.version
                returning s.*
                """
                    .formatted(columns.setFrom("n"), loaded.unnestAs("n")))
            .params(loaded.parameters(changed))
            .query((row, _) -> subscription(row))
            .list();
    if (saved.size() != changed.size()) {
      throw new OptimisticLockingFailureException("saved over another version than was loaded");
    }
    return saved;
  }
}
