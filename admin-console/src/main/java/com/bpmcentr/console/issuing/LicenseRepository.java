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
import java.util.List;
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
  record Issue(long version, boolean blocked) {}

  /** Locks the customer's row, so that nothing of the customer's changes until the commit. */
  Issue begin(UUID customerId) {
    return jdbc.sql(
            """
            update customer set license_version = license_version + 1 where id = :customerId
            returning license_version as version, blocked_at is not null as blocked
            """)
        .param("customerId", customerId)
        .query(Issue.class)
        .single();
  }

  /** The keys but those that stopped before the given time. */
  List<ApiKeyRef> keys(UUID customerId, Instant stoppedSince) {
    return jdbc.sql(
            """
            select id, digest, pepper_id, environment, not_after, revoked_at
            from api_key
            where customer_id = :customerId
              and coalesce(least(revoked_at, not_after) > :stoppedSince, true)
            order by created_at, id
            """)
        .param("customerId", customerId)
        .param("stoppedSince", PgTime.of(stoppedSince))
        .query((row, _) -> key(row))
        .list();
  }

  /** The subscriptions but those that ended or were revoked before the given time. */
  List<Grant> grants(UUID customerId, Instant endedSince) {
    return jdbc.sql(
            """
            select s.id, s.created_at, s.connector_id, s.make_account_id, s.category, s.interval,
                s.trial, s.starts_at, s.ends_at, grace_until(s) as grace_until, s.auto_renew,
                suspended_from(s) as suspended_from, s.revoked_at
            from subscription s
            where s.customer_id = :customerId
              and least(s.revoked_at, coalesce(grace_until(s), s.ends_at)) > :endedSince
            order by s.created_at, s.id
            """)
        .param("customerId", customerId)
        .param("endedSince", PgTime.of(endedSince))
        .query((row, _) -> grant(row))
        .list();
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
