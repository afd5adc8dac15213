package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.operation.PgColumns;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.WireName;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
            from unnest(:ids, :customerIds, :connectorIds::text[],
                :intervals::text[], :categories::text[], :trials::boolean[], :prices::numeric[],
                :currencies::text[], :accounts::text[], :boundAt::timestamptz[],
                :createdAt::timestamptz[], :startsAt::timestamptz[],
                :periodStartsAt::timestamptz[], :endsAt::timestamptz[], :graceSeconds::int[],
                :autoRenew::boolean[])
            """)
        .param("ids", PgColumns.ids(added, Subscription::id))
        .param("customerIds", PgColumns.ids(added, Subscription::customerId))
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
    List<Subscription> saved =
        jdbc.sql(
                """
                update subscription s
                set interval = n.interval, trial = n.trial, was_trial = s.was_trial or s.trial and not n.trial,
                    anniversary_at = n.anniversary_at, next_interval = n.next_interval,
                    discount_id = n.discount_id, discount_percent = n.discount_percent,
                    discount_price = n.discount_price, discount_currency = n.discount_currency,
                    discount_interval = n.discount_interval,
                    discount_reason = n.discount_reason, discount_ends_at = n.discount_ends_at,
                    category = n.category, price = n.price, currency = n.currency,
                    make_account_id = n.make_account_id, bound_at = n.bound_at,
                    previous_account_id = n.previous_account_id,
                    account_changed_at = n.account_changed_at, starts_at = n.starts_at,
                    period_starts_at = n.period_starts_at, ends_at = n.ends_at,
                    auto_renew = n.auto_renew, canceled_at = n.canceled_at,
                    suspended_at = n.suspended_at, suspend_reason = n.suspend_reason,
                    revoked_at = n.revoked_at, revoke_reason = n.revoke_reason,
                    version = s.version + 1
                from unnest(:ids::uuid[], :versions::int[], :categories::text[],
                        :prices::numeric[], :currencies::text[], :accounts::text[],
                        :boundAt::timestamptz[], :previousAccounts::text[],
                        :accountsChangedAt::timestamptz[], :startsAt::timestamptz[],
                        :periodStartsAt::timestamptz[], :endsAt::timestamptz[],
                        :autoRenew::boolean[], :canceledAt::timestamptz[],
                        :suspendedAt::timestamptz[], :suspendReasons::text[],
                        :revokedAt::timestamptz[], :revokeReasons::text[],
                        :intervals::text[], :trials::boolean[], :anniversaries::timestamptz[],
                        :nextIntervals::text[], :discountIds::uuid[], :percents::numeric[],
                        :fixedPrices::numeric[], :fixedCurrencies::text[],
                        :fixedIntervals::text[], :discountReasons::text[],
                        :discountEnds::timestamptz[])
                    as n (id, version, category, price, currency, make_account_id, bound_at,
                        previous_account_id, account_changed_at, starts_at, period_starts_at,
                        ends_at, auto_renew, canceled_at, suspended_at, suspend_reason,
                        revoked_at, revoke_reason, interval, trial, anniversary_at,
                        next_interval, discount_id, discount_percent, discount_price,
                        discount_currency, discount_interval, discount_reason,
                        discount_ends_at)
                where s.id = n.id and s.version = n.version
                returning s.*
                """)
            .param("ids", PgColumns.texts(changed, Subscription::id))
            .param("intervals", PgColumns.texts(changed, each -> each.terms().interval()))
            .param("trials", PgColumns.texts(changed, each -> each.terms().trial()))
            .param("anniversaries", PgColumns.texts(changed, each -> each.term().anniversary()))
            .param("nextIntervals", PgColumns.texts(changed, each -> each.renewal().interval()))
            .param("discountIds", PgColumns.texts(changed, each -> id(discount(each))))
            .param("percents", PgColumns.texts(changed, SubscriptionRepository::percent))
            .param("fixedPrices", PgColumns.texts(changed, each -> amount(fixed(each))))
            .param("fixedCurrencies", PgColumns.texts(changed, each -> currency(fixed(each))))
            .param("fixedIntervals", PgColumns.texts(changed, each -> interval(fixed(each))))
            .param("discountReasons", PgColumns.texts(changed, each -> reason(discount(each))))
            .param("discountEnds", PgColumns.texts(changed, each -> endsAt(discount(each))))
            .param("versions", PgColumns.texts(changed, Subscription::version))
            .param("categories", PgColumns.texts(changed, each -> each.terms().category()))
            .param("prices", PgColumns.texts(changed, each -> each.terms().price().amount()))
            .param("currencies", PgColumns.texts(changed, each -> each.terms().price().currency()))
            .param("accounts", PgColumns.texts(changed, each -> each.binding().account()))
            .param("boundAt", PgColumns.texts(changed, each -> each.binding().boundAt()))
            .param(
                "previousAccounts",
                PgColumns.texts(changed, each -> each.binding().previousAccount()))
            .param(
                "accountsChangedAt", PgColumns.texts(changed, each -> each.binding().changedAt()))
            .param("startsAt", PgColumns.texts(changed, each -> each.term().startsAt()))
            .param("periodStartsAt", PgColumns.texts(changed, each -> each.term().periodStartsAt()))
            .param("endsAt", PgColumns.texts(changed, each -> each.term().endsAt()))
            .param("autoRenew", PgColumns.texts(changed, Subscription::autoRenew))
            .param("canceledAt", PgColumns.texts(changed, each -> each.renewal().canceledAt()))
            .param("suspendedAt", PgColumns.texts(changed, each -> since(each.hold())))
            .param("suspendReasons", PgColumns.texts(changed, each -> reason(each.hold())))
            .param("revokedAt", PgColumns.texts(changed, each -> at(each.revocation())))
            .param("revokeReasons", PgColumns.texts(changed, each -> reason(each.revocation())))
            .query((row, _) -> subscription(row))
            .list();
    if (saved.size() != changed.size()) {
      throw new OptimisticLockingFailureException("saved over another version than was loaded");
    }
    return saved;
  }

  private static @Nullable Instant since(Subscription.@Nullable Hold hold) {
    return hold == null ? null : hold.since();
  }

  private static @Nullable String reason(Subscription.@Nullable Hold hold) {
    return hold == null ? null : hold.reason();
  }

  private static @Nullable Instant at(Subscription.@Nullable Revocation revocation) {
    return revocation == null ? null : revocation.at();
  }

  private static @Nullable String reason(Subscription.@Nullable Revocation revocation) {
    return revocation == null ? null : revocation.reason();
  }

  private static @Nullable UUID id(@Nullable Discount discount) {
    return discount == null ? null : discount.id();
  }

  private static @Nullable String reason(@Nullable Discount discount) {
    return discount == null ? null : discount.reason();
  }

  private static @Nullable Instant endsAt(@Nullable Discount discount) {
    return discount == null ? null : discount.endsAt();
  }

  private static @Nullable BigDecimal amount(Discount.@Nullable FixedPrice fixed) {
    return fixed == null ? null : fixed.price().amount();
  }

  private static @Nullable String currency(Discount.@Nullable FixedPrice fixed) {
    return fixed == null ? null : fixed.price().currency();
  }

  private static @Nullable Interval interval(Discount.@Nullable FixedPrice fixed) {
    return fixed == null ? null : fixed.interval();
  }

  private static Term term(ResultSet row) throws SQLException {
    Instant startsAt = PgTime.required(row, "starts_at");
    Instant anniversary = PgTime.optional(row, "anniversary_at");
    return new Term(
        startsAt,
        PgTime.required(row, "period_starts_at"),
        PgTime.required(row, "ends_at"),
        anniversary == null ? startsAt : anniversary);
  }

  private static Renewal renewal(ResultSet row) throws SQLException {
    UUID id = row.getObject("discount_id", UUID.class);
    return new Renewal(
        row.getBoolean("auto_renew"),
        PgTime.optional(row, "canceled_at"),
        intervalNamed(row.getString("next_interval")),
        id == null
            ? null
            : new Discount(
                id,
                kind(row),
                row.getString("discount_reason"),
                PgTime.optional(row, "discount_ends_at")));
  }

  private static Discount.Kind kind(ResultSet row) throws SQLException {
    BigDecimal percent = row.getBigDecimal("discount_percent");
    if (percent != null) {
      return new Discount.Percent(percent);
    }
    return new Discount.FixedPrice(
        new Money(row.getBigDecimal("discount_price"), row.getString("discount_currency")),
        WireName.find(Interval.class, row.getString("discount_interval")).orElseThrow());
  }

  private static @Nullable Interval intervalNamed(@Nullable String name) {
    return name == null ? null : WireName.find(Interval.class, name).orElseThrow();
  }

  private static @Nullable Discount discount(Subscription subscription) {
    return subscription.renewal().discount();
  }

  private static @Nullable BigDecimal percent(Subscription subscription) {
    return discount(subscription) instanceof Discount(_, Discount.Percent(BigDecimal percent), _, _)
        ? percent
        : null;
  }

  private static Discount.@Nullable FixedPrice fixed(Subscription subscription) {
    return discount(subscription) instanceof Discount(_, Discount.FixedPrice fixed, _, _)
        ? fixed
        : null;
  }

  static Subscription subscription(ResultSet row) throws SQLException {
    Instant suspendedAt = PgTime.optional(row, "suspended_at");
    Instant revokedAt = PgTime.optional(row, "revoked_at");
    return new Subscription(
        new Identity(
            row.getObject("id", UUID.class),
            row.getObject("customer_id", UUID.class),
            row.getString("connector_id"),
            PgTime.required(row, "created_at")),
        new Terms(
            WireName.find(Interval.class, row.getString("interval")).orElseThrow(),
            WireName.find(Category.class, row.getString("category")).orElseThrow(),
            row.getBoolean("trial"),
            new Money(row.getBigDecimal("price"), row.getString("currency")),
            Duration.ofSeconds(row.getLong("grace_seconds"))),
        term(row),
        new Binding(
            row.getString("make_account_id"),
            PgTime.optional(row, "bound_at"),
            row.getString("previous_account_id"),
            PgTime.optional(row, "account_changed_at")),
        renewal(row),
        new Stops(
            suspendedAt == null
                ? null
                : new Subscription.Hold(suspendedAt, row.getString("suspend_reason")),
            revokedAt == null
                ? null
                : new Subscription.Revocation(revokedAt, row.getString("revoke_reason"))),
        row.getInt("version"));
  }
}
