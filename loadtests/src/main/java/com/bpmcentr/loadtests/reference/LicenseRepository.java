package com.bpmcentr.loadtests.reference;

import com.bpmcentr.license.Peppers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class LicenseRepository {
  private final JdbcClient jdbc;

  LicenseRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<KeyRow> findKey(Peppers.Peppered key) {
    return jdbc.sql(
            """
            select k.customer_id, k.not_after, k.revoked_at, c.blocked_at
              from api_key k join customer c on c.id = k.customer_id
             where k.digest = :digest and k.pepper_id = :pepperId
            """)
        .param("digest", key.digest().toByteArray())
        .param("pepperId", key.pepperId())
        .query(
            (row, _) ->
                new KeyRow(
                    row.getObject("customer_id", UUID.class),
                    time(row, "not_after"),
                    time(row, "revoked_at"),
                    time(row, "blocked_at")))
        .optional();
  }

  List<SubscriptionRow> findSubscriptions(UUID customerId, String connector) {
    return jdbc.sql(
            """
            select id, connector_id, category, interval, make_account_id, starts_at, ends_at,
                   case when auto_renew then ends_at + make_interval(secs => grace_seconds) end
                     as grace_until, suspended_at, revoked_at
              from subscription
             where customer_id = :customerId and connector_id = :connector
             order by ends_at desc
            """)
        .param("customerId", customerId)
        .param("connector", connector)
        .query(
            (row, _) ->
                new SubscriptionRow(
                    row.getObject("id", UUID.class),
                    row.getString("connector_id"),
                    row.getString("category"),
                    row.getString("interval"),
                    row.getString("make_account_id"),
                    row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                    row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                    time(row, "grace_until"),
                    time(row, "suspended_at"),
                    time(row, "revoked_at")))
        .list();
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
