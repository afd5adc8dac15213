package com.bpmcentr.console.recovery;

import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.ConnectorSecretRef;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes connectors as signed policies have them, with their secrets. */
@Repository
class RecoveredConnectorRepository {

  private final JdbcClient jdbc;

  RecoveredConnectorRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The connector as its policy has it, made if there is none; its secrets are replaced. */
  void restore(ConnectorPolicy policy) {
    jdbc.sql(
            """
            insert into connector (id, name, group_name, category, state, max_staleness_seconds,
                on_stale, created_at)
            values (:id, :id, 'recovered', :category, :state, :staleness, :onStale, :at)
            on conflict (id) do update
              set category = excluded.category, state = excluded.state,
                  max_staleness_seconds = excluded.max_staleness_seconds,
                  on_stale = excluded.on_stale, version = connector.version + 1
            """)
        .param("id", policy.connector())
        .param("category", policy.category().wireName())
        .param("state", policy.state().wireName())
        .param("staleness", (int) policy.maxStaleness().toSeconds())
        .param("onStale", policy.onStale().wireName())
        .param("at", PgTime.of(policy.issuedAt()))
        .update();
    jdbc.sql(
            """
            update connector_secret set not_after = :at
             where connector_id = :id and coalesce(not_after > :at, true)
            """)
        .param("id", policy.connector())
        .param("at", PgTime.of(policy.issuedAt()))
        .update();
    for (ConnectorSecretRef secret : policy.secrets()) {
      restoreSecret(policy, secret);
    }
  }

  private void restoreSecret(ConnectorPolicy policy, ConnectorSecretRef secret) {
    int updated =
        jdbc.sql(
                """
                update connector_secret set not_after = :notAfter::timestamptz
                 where connector_id = :id and digest = :digest and pepper_id = :pepper
                """)
            .param("id", policy.connector())
            .param("digest", secret.digest().toByteArray())
            .param("pepper", secret.pepperId())
            .param("notAfter", PgTime.of(secret.notAfter()))
            .update();
    if (updated > 0) {
      return;
    }
    jdbc.sql(
            """
            insert into connector_secret (connector_id, digest, pepper_id, created_at, not_after)
            values (:id, :digest, :pepper, :at, :notAfter::timestamptz)
            """)
        .param("id", policy.connector())
        .param("digest", secret.digest().toByteArray())
        .param("pepper", secret.pepperId())
        .param("at", PgTime.of(policy.issuedAt()))
        .param("notAfter", PgTime.of(secret.notAfter()))
        .update();
  }
}
