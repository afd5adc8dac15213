package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.due.Due;
import com.bpmcentr.console.due.Place;
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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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

  private static final String SELECT =
      """
      select s.*, c.name as customer_name, c.email as customer_email, n.name as connector_name,
          n.category as connector_category\
      """;

  private static final String FROM = "from subscription s";

  private static final String NAMES =
      """
      left join customer c on c.id = s.customer_id
      left join connector n on n.id = s.connector_id
      """;

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
                  or s.auto_renew and s.ends_at <= :now - interval '168 hours' and not %s)
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
                  and s.ends_at <= :now and s.ends_at > :now - interval '168 hours' and not %s
              """
                  .formatted(FREE),
              "expired",
              """
              s.revoked_at is null and s.suspended_at is null and s.ends_at <= :now
                  and (not s.auto_renew or %s)
              """
                  .formatted(FREE)));

  static final PgListing SUBSCRIPTIONS =
      new PgListing(SELECT, FROM, SortOrder.descending("createdAt"), "s.id")
          .decorate(NAMES)
          .filter(
              "q",
              PgFilter.contains("c.search")
                  .of("s.customer_id", "select c.id from customer c where"))
          .filter("status", STATUS)
          .filter("customerId", PgFilter.uuid("s.customer_id = :value"))
          .filter("connectorId", PgFilter.text("s.connector_id = :value"))
          .filter("makeAccountId", PgFilter.text("s.make_account_id = :value"))
          .filter("bound", PgFilter.flag("s.bound_at is not null", "s.bound_at is null"))
          .filter("interval", PgFilter.oneOf(Interval.class, "s.interval"))
          .filter("category", PgFilter.oneOf(Category.class, "s.category"))
          .filter("trial", PgFilter.flag("s.trial", "not s.trial"))
          .filter("autoRenew", PgFilter.flag("s.auto_renew", "not s.auto_renew"))
          .filter(
              "keyPrefix",
              PgFilter.startsWith(
                  """
                  s.customer_id = any(array(select k.customer_id from api_key k
                      where k.prefix like :value))
                  """))
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
          .sortBytes("makeAccountId", "s.make_account_id");

  private final JdbcClient jdbc;

  SubscriptionQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<SubscriptionRow> find(UUID id, Instant now) {
    return jdbc.sql(SELECT + " " + FROM + " " + NAMES + " where s.id = :id")
        .param("id", id)
        .query((row, _) -> row(row, now))
        .optional();
  }

  Result<Page<SubscriptionRow>> list(ListQuery query, Instant now) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("now", PgTime.of(now));
    return SUBSCRIPTIONS.page(jdbc, query, parameters, (row, _) -> row(row, now));
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
        Map.of("now", now.atOffset(ZoneOffset.UTC)),
        (row, _) ->
            new SubscriptionTotal(
                row.getLong("found"),
                new Money(row.getBigDecimal("monthly"), row.getString("currency"))));
  }

  /** How many the filters leave, counted no further than that. */
  Result<Long> count(Map<String, String> filters, Instant now, int most) {
    return SUBSCRIPTIONS.count(jdbc, filters, Map.of("now", now.atOffset(ZoneOffset.UTC)), most);
  }

  /** The ids of all that the filters leave, in the list's order. */
  Result<List<UUID>> ids(Map<String, String> filters, Instant now, int most) {
    return SUBSCRIPTIONS.keys(jdbc, filters, Map.of("now", now.atOffset(ZoneOffset.UTC)), most);
  }

  /**
   * Those of the interval that want an invoice for their next period, and when each began to: as
   * {@code Billing.due} says, that long ahead. The index of ends serves it.
   */
  List<Due> withoutInvoice(
      Interval interval, Duration ahead, Place after, Instant until, int most) {
    return jdbc.sql(
            """
            select s.id, s.ends_at
            from subscription s join connector n on n.id = s.connector_id
            where (s.ends_at, s.id) > (:afterEnd, :afterId) and s.ends_at <= :untilEnd
                and s.auto_renew and s.revoked_at is null and s.interval = :interval
                and n.category <> 'free'
                and not exists (select from invoice i
                    where i.subscription_id = s.id and i.paid_at is null and i.voided_at is null)
            order by s.ends_at, s.id
            limit :most
            """)
        .param("afterEnd", PgTime.of(after.at().plus(ahead)))
        .param("afterId", after.subject())
        .param("untilEnd", PgTime.of(until.plus(ahead)))
        .param("interval", interval.wireName())
        .param("most", most)
        .query(
            (row, _) ->
                new Due(
                    PgTime.required(row, "ends_at").minus(ahead), row.getObject("id", UUID.class)))
        .list();
  }

  /** Those that have an open invoice for what was made free, and since when. */
  List<Due> withInvoiceOfFreeConnector(Place after, Instant until, int most) {
    return jdbc.sql(
            """
            select i.subscription_id, c.until
            from (select connector_id, max(until) as until
                    from category_change group by connector_id) c
                join connector n on n.id = c.connector_id and n.category = 'free'
                join subscription s on s.connector_id = n.id
                join invoice i on i.subscription_id = s.id
                    and i.paid_at is null and i.voided_at is null
            where (c.until, i.subscription_id) > (:afterAt, :afterId) and c.until <= :until
            order by c.until, i.subscription_id
            limit :most
            """)
        .param("afterAt", PgTime.of(after.at()))
        .param("afterId", after.subject())
        .param("until", PgTime.of(until))
        .param("most", most)
        .query(
            (row, _) ->
                new Due(
                    PgTime.required(row, "until"), row.getObject("subscription_id", UUID.class)))
        .list();
  }

  /** Those whose open invoice for a year was not paid in time. */
  List<Due> withLapsedInvoice(Place after, Instant until, int most) {
    return jdbc.sql(
            """
            select i.subscription_id, i.due_at from invoice i
            where i.kind = 'interval_change' and i.paid_at is null and i.voided_at is null
                and (i.due_at, i.subscription_id) > (:afterAt, :afterId) and i.due_at <= :until
            order by i.due_at, i.subscription_id
            limit :most
            """)
        .param("afterAt", PgTime.of(after.at()))
        .param("afterId", after.subject())
        .param("until", PgTime.of(until))
        .param("most", most)
        .query(
            (row, _) ->
                new Due(
                    PgTime.required(row, "due_at"), row.getObject("subscription_id", UUID.class)))
        .list();
  }

  private static SubscriptionRow row(ResultSet row, Instant now) throws SQLException {
    Subscription subscription = PgSubscription.subscription(row);
    return new SubscriptionRow(
        subscription,
        subscription.status(
            now, WireName.find(Category.class, row.getString("connector_category")).orElseThrow()),
        row.getString("customer_name"),
        row.getString("customer_email"),
        row.getString("connector_name"));
  }
}
