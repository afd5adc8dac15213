package com.bpmcentr.console.explain;

import com.bpmcentr.console.apikey.ApiKey;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.DecisionRow;
import com.bpmcentr.license.HeldGrant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Looks up what is behind a refusal. */
@Repository
class CauseQuery {

  private final JdbcClient jdbc;

  CauseQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  String customerName(UUID customerId) {
    return jdbc.sql("select name from customer where id = :id")
        .param("id", customerId)
        .query(String.class)
        .single();
  }

  /** Empty where the answer says all that there is, or rests on what is not so any more. */
  Optional<Cause> of(DecisionRow row, Decision decision, ApiKey key) {
    HeldGrant grant = decision.grant();
    return switch (row) {
      case KEY_STATE -> Optional.ofNullable(key.revocation()).map(CauseQuery::revoked);
      case CUSTOMER -> block(key.customerId());
      case TERM -> grant == null ? Optional.empty() : stop(grant, decision.code());
      case READY,
          CONNECTOR,
          FREE,
          CONNECTOR_SECRET,
          KEY,
          SUBSCRIPTION,
          ACCOUNT,
          FRESHNESS,
          CLAIM,
          VALID ->
          Optional.empty();
    };
  }

  private static Cause revoked(ApiKey.Revocation revocation) {
    return new Cause(Cause.Kind.KEY_REVOKED, revocation.at(), revocation.reason(), null);
  }

  private Optional<Cause> block(UUID customerId) {
    return jdbc.sql(
            """
            select blocked_at, blocked_reason from customer
             where id = :id and blocked_at is not null
            """)
        .param("id", customerId)
        .query(
            (row, _) ->
                new Cause(
                    Cause.Kind.CUSTOMER_BLOCKED,
                    PgTime.optional(row, "blocked_at"),
                    row.getString("blocked_reason"),
                    null))
        .optional();
  }

  private Optional<Cause> stop(HeldGrant grant, DecisionCode code) {
    return jdbc.sql(
            """
            select s.suspended_at, s.suspend_reason, s.revoked_at, s.revoke_reason, (
                     select min(i.number) from invoice i
                      where i.subscription_id = s.id
                        and i.paid_at is null and i.voided_at is null) as invoice
              from subscription s
             where s.id = :id
            """)
        .param("id", UUID.fromString(grant.subscriptionId()))
        .query((row, _) -> Optional.ofNullable(stop(row, grant, code)))
        .optional()
        .flatMap(found -> found);
  }

  private static @Nullable Cause stop(ResultSet row, HeldGrant grant, DecisionCode code)
      throws SQLException {
    Instant revoked = PgTime.optional(row, "revoked_at");
    Instant held = PgTime.optional(row, "suspended_at");
    if (revoked != null) {
      return new Cause(
          Cause.Kind.SUBSCRIPTION_REVOKED, revoked, row.getString("revoke_reason"), null);
    }
    if (held != null) {
      return new Cause(Cause.Kind.SUBSCRIPTION_HELD, held, row.getString("suspend_reason"), null);
    }
    return code == DecisionCode.SUSPENDED
        ? new Cause(
            Cause.Kind.SUBSCRIPTION_UNPAID,
            Instant.ofEpochMilli(grant.accessEndsAtMillis()),
            null,
            row.getObject("invoice", Long.class))
        : null;
  }
}
