package com.bpmcentr.console.usage;

import com.bpmcentr.console.operation.PgTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Adds up the use of what still works. The hours are found through the keys, whose index they have;
 * the time is the database's, by which they were counted.
 */
@Repository
class BlastRadiusQuery {

  private static final Map<BlastRadius.Subject, String> CONDITIONS =
      Map.of(
          BlastRadius.Subject.SUBSCRIPTION,
          """
          s.id = any(:ids) and k.customer_id = any(array(
              select customer_id from subscription where id = any(:ids)))
          """,
          BlastRadius.Subject.CUSTOMER,
          "k.customer_id = any(:ids)",
          BlastRadius.Subject.API_KEY,
          "k.id = any(:ids)");

  private static final Map<BlastRadius.Subject, String> TABLES =
      Map.of(
          BlastRadius.Subject.SUBSCRIPTION, "subscription",
          BlastRadius.Subject.CUSTOMER, "customer",
          BlastRadius.Subject.API_KEY, "api_key");

  private final JdbcClient jdbc;

  BlastRadiusQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  boolean exists(BlastRadius.Subject subject, UUID id) {
    return jdbc.sql("select exists (select from " + TABLES.get(subject) + " where id = :id)")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  boolean connectorExists(String id) {
    return jdbc.sql("select exists (select from connector where id = :id)")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  /**
   * Of all that the connector let in; a free one asks for neither key nor subscription. Only of a
   * day, last use too: no index leads from a connector to its hours.
   */
  BlastRadius ofConnector(String id) {
    return jdbc.sql(
            """
            select d.until, d.at, r.*
              from (select p.at, date_trunc('hour', p.at, 'UTC') as until
                      from (select present() as at offset 0) p) d
             cross join lateral (
               select count(distinct coalesce(u.account, '')) as accounts,
                      coalesce(sum(u.calls) filter (where u.hour < d.until), 0) as checks,
                      max(u.hour) as last_hour, max(greatest(u.hour, u.last_after)) as last_after
                 from usage_hour u
                where u.connector = :id and u.code = 'VALID' and u.operation is null
                  and u.hour >= d.until - interval '24 hours') r
            """)
        .param("id", id)
        .query((row, _) -> radius(row, BlastRadius.DAY))
        .single();
  }

  private static BlastRadius radius(ResultSet row, Duration lookedBack) throws SQLException {
    return new BlastRadius(
        row.getLong("accounts"),
        row.getLong("checks"),
        PgTime.required(row, "until"),
        PgTime.optional(row, "last_hour"),
        PgTime.optional(row, "last_after"),
        lookedBack,
        PgTime.required(row, "at"));
  }

  /** Of all of them together; an id of nothing adds nothing. */
  BlastRadius of(BlastRadius.Subject subject, Collection<UUID> ids) {
    return jdbc.sql(
            """
            select d.until, d.at, r.*
              from (select p.at, date_trunc('hour', p.at, 'UTC') as until
                      from (select present() as at offset 0) p) d
             cross join lateral (
               select count(distinct (u.connector, u.account))
                        filter (where u.hour >= d.until - interval '24 hours') as accounts,
                      coalesce(sum(u.calls) filter (where u.hour >= d.until - interval '24 hours'
                        and u.hour < d.until), 0) as checks,
                      max(u.hour) as last_hour, max(greatest(u.hour, u.last_after)) as last_after
                 from usage_hour u
                 join api_key k on k.id = u.key_id and k.revoked_at is null
                  and (k.not_after is null or k.not_after > present())
                 join subscription s on s.id = u.subscription_id and s.revoked_at is null
                  and s.suspended_at is null and s.make_account_id = u.account
                  and coalesce(grace_until(s), s.ends_at) > present()
                where u.code = 'VALID' and u.operation is null and %s) r
            """
                .formatted(CONDITIONS.get(subject)))
        .param("ids", ids.toArray(new UUID[0]))
        .query((row, _) -> radius(row, BlastRadius.KEPT))
        .single();
  }
}
