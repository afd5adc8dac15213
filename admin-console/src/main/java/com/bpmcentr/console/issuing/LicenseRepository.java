package com.bpmcentr.console.issuing;

import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the business rows as a license tells them. */
@Repository
class LicenseRepository {

  private final JdbcClient jdbc;

  LicenseRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A license about to be made: its number, and whether the customer is blocked. */
  record Issue(UUID customerId, long version, boolean blocked) {}

  /**
   * Locks the customers' rows, so that nothing of theirs changes until the commit; by id, as
   * everybody does.
   */
  List<Issue> begin(Collection<UUID> customerIds) {
    return jdbc.sql(
            """
            with locked as (
                select id from customer where id = any(:customerIds) order by id for no key update)
            update customer c set license_version = license_version + 1
              from locked where c.id = locked.id
            returning c.id, c.license_version, c.blocked_at is not null as blocked
            """)
        .param("customerIds", ids(customerIds))
        .query(
            (row, _) ->
                new Issue(
                    row.getObject("id", UUID.class),
                    row.getLong("license_version"),
                    row.getBoolean("blocked")))
        .list();
  }

  /** Each customer's keys but those that stopped before the given time. */
  Map<UUID, List<ApiKeyRef>> keys(Collection<UUID> customerIds, Instant stoppedSince) {
    return byCustomer(
        jdbc.sql(
                """
                select customer_id, id, digest, pepper_id, environment, not_after, revoked_at
                from api_key
                where customer_id = any(:customerIds)
                  and coalesce(least(revoked_at, not_after) > :stoppedSince, true)
                order by created_at, id
                """)
            .param("customerIds", ids(customerIds))
            .param("stoppedSince", PgTime.of(stoppedSince)),
        LicenseRepository::key);
  }

  /** Each customer's subscriptions but those that ended or were revoked before the given time. */
  Map<UUID, List<Grant>> grants(Collection<UUID> customerIds, Instant endedSince) {
    return byCustomer(
        jdbc.sql(
                """
                select s.customer_id, s.id, s.created_at, s.connector_id, s.make_account_id,
                    s.category, s.interval, s.trial, s.starts_at, s.ends_at,
                    grace_until(s) as grace_until, s.auto_renew,
                    suspended_from(s) as suspended_from, s.revoked_at
                from subscription s
                where s.customer_id = any(:customerIds)
                  and least(s.revoked_at, coalesce(grace_until(s), s.ends_at)) > :endedSince
                order by s.created_at, s.id
                """)
            .param("customerIds", ids(customerIds))
            .param("endedSince", PgTime.of(endedSince)),
        LicenseRepository::grant);
  }

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static <T> Map<UUID, List<T>> byCustomer(
      JdbcClient.StatementSpec statement, Reader<T> reader) {
    Map<UUID, List<T>> all = new HashMap<>();
    statement.query(
        row -> {
          all.computeIfAbsent(row.getObject("customer_id", UUID.class), _ -> new ArrayList<>())
              .add(reader.read(row));
        });
    return all;
  }

  private static UUID[] ids(Collection<UUID> customerIds) {
    return customerIds.toArray(new UUID[0]);
  }

  private static ApiKeyRef key(ResultSet row) throws SQLException {
    return new ApiKeyRef(
        row.getString("id"),
        KeyDigest.of(row.getBytes("digest")),
        row.getString("pepper_id"),
        WireName.find(Environment.class, row.getString("environment")).orElseThrow(),
        PgTime.optional(row, "not_after"),
        PgTime.optional(row, "revoked_at"));
  }

  private static Grant grant(ResultSet row) throws SQLException {
    return new Grant(
        row.getString("id"),
        PgTime.required(row, "created_at"),
        row.getString("connector_id"),
        row.getString("make_account_id"),
        WireName.find(Category.class, row.getString("category")).orElseThrow(),
        WireName.find(Interval.class, row.getString("interval")).orElseThrow(),
        row.getBoolean("trial"),
        PgTime.required(row, "starts_at"),
        PgTime.required(row, "ends_at"),
        PgTime.optional(row, "grace_until"),
        row.getBoolean("auto_renew"),
        PgTime.optional(row, "suspended_from"),
        PgTime.optional(row, "revoked_at"));
  }
}
