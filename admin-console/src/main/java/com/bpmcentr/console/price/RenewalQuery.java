package com.bpmcentr.console.price;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.console.subscription.Discount;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.WireName;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who renews what, counted by what it costs them. */
@Repository
class RenewalQuery {

  private static final UUID NOBODYS = new UUID(0, 0);

  /** Renews, but pays what the list says first: is to start, or is past its grace. */
  private static final String BEGINS =
      """
      (s.ends_at = s.starts_at and s.starts_at > :now::timestamptz
           and s.starts_at >= :from::timestamptz
           and not exists (select from invoice i where i.subscription_id = s.id
                              and i.paid_at is null and i.voided_at is null)
         or :from::timestamptz <= :now::timestamptz and grace_until(s) <= :now::timestamptz)
      """;

  private final JdbcClient jdbc;

  RenewalQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Subscriptions that renew by the same interval with the same discount.
   *
   * @param first when the first of them renews, at that time or later
   */
  record Renewing(Interval interval, @Nullable Discount discount, long count, Instant first) {}

  /** Of one connector. */
  List<Renewing> ofConnector(String id, Instant from, Instant earliest, Instant now, ZoneId zone) {
    return renewing("n.id = :id", from, earliest, now, zone, id, List.of());
  }

  /** Of all connectors of a category, but for those that have a price of their own. */
  List<Renewing> ofCategory(
      WireName category,
      Collection<String> otherwise,
      Instant from,
      Instant earliest,
      Instant now,
      ZoneId zone) {
    return renewing(
        "n.category = :id and n.id <> all(:otherwise)",
        from,
        earliest,
        now,
        zone,
        category.wireName(),
        otherwise);
  }

  /**
   * How many pay what the list says with their next payment, if that is from then on: trials, what
   * is to start and was not asked for yet, and at once what is paid after its grace.
   *
   * @param connectorId this or the category
   * @param otherwise connectors that have a price of their own, whatever their category's is
   */
  long beginning(
      @Nullable String connectorId,
      @Nullable Category category,
      Collection<String> otherwise,
      Instant from,
      Instant now) {
    return jdbc.sql(
            """
            select count(*)
              from subscription s join connector n on n.id = s.connector_id
             where s.revoked_at is null
               and (n.id = :connector or n.category = :category and n.id <> all(:otherwise))
               and (s.trial and s.ends_at > :now::timestamptz and s.ends_at >= :from::timestamptz
                 or s.auto_renew and s.ends_at > :now::timestamptz - interval '7 days' and %s)
            """
                .formatted(BEGINS))
        .param("connector", connectorId)
        .param("category", category == null ? null : category.wireName())
        .param("otherwise", otherwise.toArray(new String[0]))
        .param("from", PgTime.of(from))
        .param("now", PgTime.of(now))
        .query(Long.class)
        .single();
  }

  private List<Renewing> renewing(
      String condition,
      Instant from,
      Instant earliest,
      Instant now,
      ZoneId zone,
      String id,
      Collection<String> otherwise) {
    return jdbc.sql(
            """
            select r.interval, d.percent, d.price, d.currency, d.of_interval,
                count(*) as count, min(r.first) as first
            from (
              select s.*, coalesce(s.next_interval, s.interval) as renews_by,
                  s.ends_at at time zone :zone as ends, :earliest::timestamptz at time zone :zone as earliest
              from subscription s join connector n on n.id = s.connector_id
              where s.auto_renew and s.revoked_at is null
                and s.ends_at > :now::timestamptz - interval '7 days' and not %s and %s) s
            cross join lateral (
              select case s.renews_by when 'month' then 1 else 12 end as step,
                  greatest(0, (extract(year from s.earliest) - extract(year from s.ends)) * 12
                      + extract(month from s.earliest) - extract(month from s.ends)) as apart) m
            cross join lateral (
              select (s.ends + make_interval(months => (ceil(m.apart / m.step) * m.step)::int)) as at) c
            cross join lateral (
              select s.renews_by as interval,
                  (case when c.at >= s.earliest then c.at
                     else c.at + make_interval(months => m.step) end) at time zone :zone as first) r
            left join lateral (
              select s.discount_percent as percent, s.discount_price as price,
                  s.discount_currency as currency, s.discount_interval as of_interval
              where s.discount_ends_at is null or s.discount_ends_at > r.first) d on true
            group by r.interval, d.percent, d.price, d.currency, d.of_interval
            """
                .formatted(BEGINS, condition))
        .param("zone", zone.getId())
        .param("from", PgTime.of(from))
        .param("earliest", PgTime.of(earliest))
        .param("now", PgTime.of(now))
        .param("id", id)
        .param("otherwise", otherwise.toArray(new String[0]))
        .query(RenewalQuery::renewing)
        .list();
  }

  private static Renewing renewing(ResultSet row, int number) throws SQLException {
    return new Renewing(
        interval(row.getString("interval")),
        discount(row),
        row.getLong("count"),
        PgTime.required(row, "first"));
  }

  private static @Nullable Discount discount(ResultSet row) throws SQLException {
    BigDecimal percent = row.getBigDecimal("percent");
    BigDecimal price = row.getBigDecimal("price");
    if (percent == null && price == null) {
      return null;
    }
    Discount.Kind kind =
        percent == null
            ? new Discount.FixedPrice(
                new Money(price, row.getString("currency")), interval(row.getString("of_interval")))
            : new Discount.Percent(percent);
    return new Discount(NOBODYS, kind, "", null);
  }

  private static Interval interval(String name) {
    return WireName.find(Interval.class, name).orElseThrow();
  }
}
