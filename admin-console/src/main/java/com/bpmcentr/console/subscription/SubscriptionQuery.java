package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.PgFilter;
import com.bpmcentr.console.operation.PgListing;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.operation.SortOrder;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Subscriptions with the names of customer and connector, one or as a list, the newest first. */
@Repository
class SubscriptionQuery {

  private static final String FREE =
      "s.connector_id in (select f.id from connector f where f.category = 'free')";

  /**
   * Each status as a condition that an index can serve; SubscriptionStatusIT holds it to {@link
   * Subscription#status(Instant, Category)}.
   */
  private static final PgFilter STATUS =
      PgFilter.choice(
          Map.of(
              "revoked",
              "s.revoked_at is not null",
              "suspended",
              """
              s.revoked_at is null and (s.suspended_at is not null
                  or s.auto_renew and s.ends_at <= :unpaidSince and not %s)
              """
                  .formatted(FREE),
              "scheduled",
              "s.revoked_at is null and s.suspended_at is null and s.starts_at > :now",
              "trial",
              """
              s.revoked_at is null and s.suspended_at is null and s.trial
                  and s.starts_at <= :now and s.ends_at > :now
              """,
              "active",
              """
              s.revoked_at is null and s.suspended_at is null and s.auto_renew
                  and s.starts_at <= :now and s.ends_at > :now
              """,
              "canceled",
              """
              s.revoked_at is null and s.suspended_at is null and not s.trial and not s.auto_renew
                  and s.starts_at <= :now and s.ends_at > :now
              """,
              "past_due",
              """
              s.revoked_at is null and s.suspended_at is null and s.auto_renew
                  and s.ends_at <= :now and s.ends_at > :unpaidSince and not %s
              """
                  .formatted(FREE),
              "expired",
              """
              s.revoked_at is null and s.suspended_at is null and s.ends_at <= :now
                  and (not s.auto_renew or %s)
              """
                  .formatted(FREE)));

  static final PgListing SUBSCRIPTIONS =
      new PgListing(
              """
              select s.*, c.name as customer_name, c.email as customer_email,
                  c.blocked_at as customer_blocked_at, n.name as connector_name,
                  n.category as connector_category\
              """,
              "from subscription s",
              SortOrder.descending("createdAt"),
              "s.id")
          .decorate(
              """
              left join customer c on c.id = s.customer_id
              left join connector n on n.id = s.connector_id
              """)
          .filter(
              "q",
              PgFilter.containsIndexed("c.search")
                  .of("s.customer_id", "select c.id from customer c where"))
          .filter("status", STATUS)
          .filter("customerId", PgFilter.uuid("s.customer_id = :value"))
          .filter("connectorId", PgFilter.text("s.connector_id = :value"))
          .filter("makeAccountId", PgFilter.text("s.make_account_id = :value"))
          // by what an order has: all that have no account are at its end
          .filter(
              "bound", PgFilter.flag("s.make_account_id is not null", "s.make_account_id is null"))
          .filter("interval", PgFilter.oneOf(Interval.class, "s.interval"))
          .filter("category", PgFilter.oneOf(Category.class, "s.category"))
          .filter("trial", PgFilter.flag("s.trial", "not s.trial"))
          .filter("autoRenew", PgFilter.flag("s.auto_renew", "not s.auto_renew"))
          .filter(
              "keyPrefix",
              PgFilter.startsWith("k.prefix like :value")
                  .of("s.customer_id", "select k.customer_id from api_key k where"))
          .filter("createdFrom", PgFilter.time("s.created_at >= :value"))
          .filter("createdUntil", PgFilter.time("s.created_at < :value"))
          .filter("startsFrom", PgFilter.time("s.starts_at >= :value"))
          .filter("startsUntil", PgFilter.time("s.starts_at < :value"))
          .filter("endsFrom", PgFilter.time("s.ends_at >= :value"))
          .filter("endsUntil", PgFilter.time("s.ends_at < :value"))
          .sort("createdAt", "s.created_at")
          .sort("startDate", "s.starts_at")
          .sort("endDate", "s.ends_at")
          .sort("price", "s.price")
          .sort("connector", "s.connector_id")
          .sort("customer", "join customer c on c.id = s.customer_id", "c.name")
          .sortBytes("makeAccountId", "s.make_account_id")
          .covering("customer", "q")
          // as their indexes have it
          .covering("price", "interval", "category")
          .covering("connector", "interval", "category")
          .covering("endDate", "interval", "category");

  private final JdbcClient jdbc;

  SubscriptionQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<SubscriptionRow> find(UUID id, Instant now) {
    return SUBSCRIPTIONS.find(jdbc, id, (row, _) -> row(row, now));
  }

  Result<Page<SubscriptionRow>> list(ListQuery query, Instant now) {
    return SUBSCRIPTIONS.page(jdbc, query, moments(now), (row, _) -> row(row, now));
  }

  Map<UUID, SubscriptionStatus> statuses(Collection<UUID> ids, Instant now) {
    Map<UUID, SubscriptionStatus> statuses = new HashMap<>();
    jdbc.sql(
            """
            select s.*, n.category as connector_category
              from subscription s join connector n on n.id = s.connector_id
             where s.id = any(:ids)
            """)
        .param("ids", ids.toArray(UUID[]::new))
        .query(
            row -> {
              Subscription found = PgSubscription.subscription(row);
              statuses.put(found.id(), found.status(now, connectorCategory(row)));
            });
    return statuses;
  }

  /** Their prices added up, by currency. */
  Result<List<SubscriptionTotal>> totals(Map<String, String> filters, Instant now) {
    return SUBSCRIPTIONS.totals(
        jdbc,
        """
        s.currency, count(*) as found,
            round(sum(case s.interval when 'year' then s.price / 12 else s.price end), 2) as monthly
        """,
        "group by s.currency order by s.currency",
        filters,
        moments(now),
        (row, _) ->
            new SubscriptionTotal(
                row.getLong("found"),
                new Money(row.getBigDecimal("monthly"), row.getString("currency"))));
  }

  /** How many the filters leave, counted no further than that. */
  Result<Long> count(Map<String, String> filters, Instant now, int most) {
    return SUBSCRIPTIONS.count(jdbc, filters, moments(now), most);
  }

  /** The ids of all that the filters leave, in the list's order. */
  Result<List<UUID>> ids(Map<String, String> filters, Instant now, int most) {
    return SUBSCRIPTIONS.keys(jdbc, filters, moments(now), most);
  }

  private static Map<String, Object> moments(Instant now) {
    Instant unpaidSince = now.minus(LifecycleRules.UNPAID_UNTIL_SUSPENDED);
    return Map.of(
        "now", now.atOffset(ZoneOffset.UTC), "unpaidSince", unpaidSince.atOffset(ZoneOffset.UTC));
  }

  private static SubscriptionRow row(ResultSet row, Instant now) throws SQLException {
    Subscription subscription = PgSubscription.subscription(row);
    return new SubscriptionRow(
        subscription,
        subscription.status(now, connectorCategory(row)),
        subscription.hasAccess(now),
        row.getString("customer_name"),
        row.getString("customer_email"),
        PgTime.optional(row, "customer_blocked_at"),
        row.getString("connector_name"));
  }

  private static Category connectorCategory(ResultSet row) throws SQLException {
    return WireName.find(Category.class, row.getString("connector_category")).orElseThrow();
  }
}
