package com.bpmcentr.console.recovery;

import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.License;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes keys as signed licenses have them, and what any license ever said to be revoked. */
@Repository
class RecoveredKeyRepository {

  private final JdbcClient jdbc;

  RecoveredKeyRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The key as the license has it, made if there is none of that id or digest. */
  void restore(UUID customerId, ApiKeyRef key, Instant at) {
    int updated =
        jdbc.sql(
                """
                update api_key
                   set not_after = :notAfter::timestamptz, revoked_at = least(revoked_at, :revokedAt::timestamptz),
                       revoked_reason = case when revoked_at is null
                         and :revokedAt::timestamptz is not null
                         then 'recovered' else revoked_reason end,
                       version = version + 1
                 where id = :id or (digest = :digest and pepper_id = :pepper)
                """)
            .param("id", UUID.fromString(key.keyId()))
            .param("digest", key.digest().toByteArray())
            .param("pepper", key.pepperId())
            .param("notAfter", PgTime.of(key.notAfter()))
            .param("revokedAt", PgTime.of(key.revokedAt()))
            .update();
    if (updated > 0) {
      return;
    }
    jdbc.sql(
            """
            insert into api_key (id, customer_id, name, environment, imported, prefix, digest,
                pepper_id, created_at, not_after, revoked_at, revoked_reason)
            values (:id, :customer, 'recovered', :environment, false, 'recovered', :digest, :pepper,
                :at, :notAfter::timestamptz, :revokedAt,
                case when :revokedAt::timestamptz is not null then 'recovered' end)
            """)
        .param("id", UUID.fromString(key.keyId()))
        .param("customer", customerId)
        .param("environment", key.environment().wireName())
        .param("digest", key.digest().toByteArray())
        .param("pepper", key.pepperId())
        .param("at", PgTime.of(at))
        .param("notAfter", PgTime.of(key.notAfter()))
        .param("revokedAt", PgTime.of(key.revokedAt()))
        .update();
  }

  /** Revokes what any signed document ever said to be revoked; answers how much that changed. */
  int keepRevoked(License license) {
    int changed = 0;
    for (Grant grant : license.grants()) {
      changed += revoke("subscription", "revoke_reason", grant.subscriptionId(), grant.revokedAt());
    }
    for (ApiKeyRef key : license.keys()) {
      changed += revoke("api_key", "revoked_reason", key.keyId(), key.revokedAt());
    }
    return changed;
  }

  private int revoke(String table, String reason, String id, @Nullable Instant at) {
    if (at == null) {
      return 0;
    }
    return jdbc.sql(
            """
            update %s set revoked_at = :at, %s = 'recovered', version = version + 1
             where id = :id and revoked_at is null
            """
                .formatted(table, reason))
        .param("id", UUID.fromString(id))
        .param("at", PgTime.of(at))
        .update();
  }
}
