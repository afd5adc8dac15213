package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.operation.PgColumns;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

  void insert(Subscription subscription) {
    Terms terms = subscription.terms();
    Term term = subscription.term();
    Binding binding = subscription.binding();
    jdbc.sql(
            """
            insert into subscription (id, customer_id, connector_id, interval, category, trial,
                price, currency, make_account_id, bound_at, created_at, starts_at,
                period_starts_at, ends_at, grace_seconds, auto_renew)
            values (:id, :customerId, :connectorId, :interval, :category, :trial,
                :price, :currency, :account, :boundAt, :createdAt, :startsAt,
                :periodStartsAt, :endsAt, :graceSeconds, :autoRenew)
            """)
        .param("id", subscription.id())
        .param("customerId", subscription.customerId())
        .param("connectorId", subscription.connectorId())
        .param("interval", terms.interval().wireName())
        .param("category", terms.category().wireName())
        .param("trial", terms.trial())
        .param("price", terms.price().amount())
        .param("currency", terms.price().currency())
        .param("account", binding.account())
        .param("boundAt", PgTime.of(binding.boundAt()))
        .param("createdAt", PgTime.of(subscription.createdAt()))
        .param("startsAt", PgTime.of(term.startsAt()))
        .param("periodStartsAt", PgTime.of(term.periodStartsAt()))
        .param("endsAt", PgTime.of(term.endsAt()))
        .param("graceSeconds", terms.grace().toSeconds())
        .param("autoRenew", subscription.autoRenew())
        .update();
  }

  void insertAll(List<Subscription> added) {
    jdbc.sql(
            """
            insert into subscription (id, customer_id, connector_id, interval, category, trial,
                price, currency, make_account_id, bound_at, created_at, starts_at,
                period_starts_at, ends_at, grace_seconds, auto_renew)
            select *
            from unnest(:ids::uuid[], :customerIds::uuid[], :connectorIds::text[],
                :intervals::text[], :categories::text[], :trials::boolean[], :prices::numeric[],
                :currencies::text[], :accounts::text[], :boundAt::timestamptz[],
                :createdAt::timestamptz[], :startsAt::timestamptz[],
                :periodStartsAt::timestamptz[], :endsAt::timestamptz[], :graceSeconds::int[],
                :autoRenew::boolean[])
            """)
        .param("ids", PgColumns.texts(added, Subscription::id))
        .param("customerIds", PgColumns.texts(added, Subscription::customerId))
        .param("connectorIds", PgColumns.texts(added, Subscription::connectorId))
        .param("intervals", PgColumns.texts(added, each -> each.terms().interval()))
        .param("categories", PgColumns.texts(added, each -> each.terms().category()))
        .param("trials", PgColumns.texts(added, each -> each.terms().trial()))
        .param("prices", PgColumns.texts(added, each -> each.terms().price().amount()))
        .param("currencies", PgColumns.texts(added, each -> each.terms().price().currency()))
        .param("accounts", PgColumns.texts(added, each -> each.binding().account()))
        .param("boundAt", PgColumns.texts(added, each -> each.binding().boundAt()))
        .param("createdAt", PgColumns.texts(added, Subscription::createdAt))
        .param("startsAt", PgColumns.texts(added, each -> each.term().startsAt()))
        .param("periodStartsAt", PgColumns.texts(added, each -> each.term().periodStartsAt()))
        .param("endsAt", PgColumns.texts(added, each -> each.term().endsAt()))
        .param("graceSeconds", PgColumns.texts(added, each -> each.terms().grace().toSeconds()))
        .param("autoRenew", PgColumns.texts(added, Subscription::autoRenew))
        .update();
  }

  /** Saves over the version that was loaded, and answers what is now stored. */
  Subscription save(Subscription subscription) {
    Terms terms = subscription.terms();
    Term term = subscription.term();
    Binding binding = subscription.binding();
    Subscription.Hold hold = subscription.hold();
    Subscription.Revocation revocation = subscription.revocation();
    return jdbc.sql(
            """
            update subscription
            set category = :category, price = :price, currency = :currency,
                make_account_id = :account, bound_at = :boundAt,
                previous_account_id = :previousAccount, account_changed_at = :accountChangedAt,
                starts_at = :startsAt, period_starts_at = :periodStartsAt, ends_at = :endsAt,
                auto_renew = :autoRenew, canceled_at = :canceledAt,
                suspended_at = :suspendedAt, suspend_reason = :suspendReason,
                revoked_at = :revokedAt, revoke_reason = :revokeReason, version = version + 1
            where id = :id and version = :version
            returning *
            """)
        .param("id", subscription.id())
        .param("version", subscription.version())
        .param("category", terms.category().wireName())
        .param("price", terms.price().amount())
        .param("currency", terms.price().currency())
        .param("account", binding.account())
        .param("boundAt", PgTime.of(binding.boundAt()))
        .param("previousAccount", binding.previousAccount())
        .param("accountChangedAt", PgTime.of(binding.changedAt()))
        .param("startsAt", PgTime.of(term.startsAt()))
        .param("periodStartsAt", PgTime.of(term.periodStartsAt()))
        .param("endsAt", PgTime.of(term.endsAt()))
        .param("autoRenew", subscription.autoRenew())
        .param("canceledAt", PgTime.of(subscription.canceledAt()))
        .param("suspendedAt", hold == null ? null : PgTime.of(hold.since()))
        .param("suspendReason", hold == null ? null : hold.reason())
        .param("revokedAt", revocation == null ? null : PgTime.of(revocation.at()))
        .param("revokeReason", revocation == null ? null : revocation.reason())
        .query((row, _) -> subscription(row))
        .single();
  }

  static Subscription subscription(ResultSet row) throws SQLException {
    Instant suspendedAt = PgTime.optional(row, "suspended_at");
    Instant revokedAt = PgTime.optional(row, "revoked_at");
    return new Subscription(
        row.getObject("id", UUID.class),
        row.getObject("customer_id", UUID.class),
        row.getString("connector_id"),
        new Terms(
            WireName.find(Interval.class, row.getString("interval")).orElseThrow(),
            WireName.find(Category.class, row.getString("category")).orElseThrow(),
            row.getBoolean("trial"),
            new Money(row.getBigDecimal("price"), row.getString("currency")),
            Duration.ofSeconds(row.getLong("grace_seconds"))),
        PgTime.required(row, "created_at"),
        new Term(
            PgTime.required(row, "starts_at"),
            PgTime.required(row, "period_starts_at"),
            PgTime.required(row, "ends_at")),
        new Binding(
            row.getString("make_account_id"),
            PgTime.optional(row, "bound_at"),
            row.getString("previous_account_id"),
            PgTime.optional(row, "account_changed_at")),
        row.getBoolean("auto_renew"),
        PgTime.optional(row, "canceled_at"),
        suspendedAt == null
            ? null
            : new Subscription.Hold(suspendedAt, row.getString("suspend_reason")),
        revokedAt == null
            ? null
            : new Subscription.Revocation(revokedAt, row.getString("revoke_reason")),
        row.getInt("version"));
  }
}
