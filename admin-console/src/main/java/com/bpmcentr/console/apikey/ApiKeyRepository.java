package com.bpmcentr.console.apikey;

import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.Peppers.Peppered;
import com.bpmcentr.license.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The keys' rows. Digests go in, and come out only into licenses. */
@Repository
class ApiKeyRepository {

  private static final String SELECT =
      """
      select id, customer_id, name, environment, imported, prefix, created_at, not_after,
          revoked_at, revoked_reason, replaced_by, version
      from api_key
      """;

  private final JdbcClient jdbc;

  ApiKeyRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<ApiKey> find(UUID id) {
    return jdbc.sql(SELECT + "where id = :id")
        .param("id", id)
        .query((row, _) -> key(row))
        .optional();
  }

  /** The customer's row must be locked already. */
  Optional<ApiKey> findForUpdate(UUID id) {
    return jdbc.sql(SELECT + "where id = :id for update")
        .param("id", id)
        .query((row, _) -> key(row))
        .optional();
  }

  boolean isKnown(List<KeyDigest> digests) {
    return jdbc.sql("select exists (select from api_key where digest in (:digests))")
        .param("digests", digests.stream().map(KeyDigest::toByteArray).toList())
        .query(Boolean.class)
        .single();
  }

  /** False when the key is there already. */
  boolean insert(ApiKey key, Peppered digest) {
    return jdbc.sql(
                """
                insert into api_key (id, customer_id, name, environment, imported, prefix, digest,
                    pepper_id, created_at, not_after)
                values (:id, :customerId, :name, :environment, :imported, :prefix, :digest,
                    :pepperId, :createdAt, :notAfter)
                on conflict do nothing
                """)
            .param("id", key.id())
            .param("customerId", key.customerId())
            .param("name", key.name())
            .param("environment", key.environment().wireName())
            .param("imported", key.imported())
            .param("prefix", key.prefix())
            .param("digest", digest.digest().toByteArray())
            .param("pepperId", digest.pepperId())
            .param("createdAt", PgTime.of(key.createdAt()))
            .param("notAfter", PgTime.of(key.notAfter()))
            .update()
        == 1;
  }

  /** Saves over the version that was loaded, and answers what is now stored. */
  ApiKey save(ApiKey key) {
    ApiKey.Revocation revocation = key.revocation();
    return jdbc.sql(
            """
            update api_key
            set not_after = :notAfter, revoked_at = :revokedAt, revoked_reason = :revokedReason,
                replaced_by = :replacedBy, version = version + 1
            where id = :id and version = :version
            returning id, customer_id, name, environment, imported, prefix, created_at, not_after,
                revoked_at, revoked_reason, replaced_by, version
            """)
        .param("id", key.id())
        .param("version", key.version())
        .param("notAfter", PgTime.of(key.notAfter()))
        .param("revokedAt", revocation == null ? null : PgTime.of(revocation.at()))
        .param("revokedReason", revocation == null ? null : revocation.reason())
        .param("replacedBy", key.replacedBy())
        .query((row, _) -> key(row))
        .single();
  }

  static ApiKey key(ResultSet row) throws SQLException {
    Instant revokedAt = PgTime.optional(row, "revoked_at");
    return new ApiKey(
        row.getObject("id", UUID.class),
        row.getObject("customer_id", UUID.class),
        row.getString("name"),
        WireName.find(Environment.class, row.getString("environment")).orElseThrow(),
        row.getBoolean("imported"),
        row.getString("prefix"),
        PgTime.required(row, "created_at"),
        PgTime.optional(row, "not_after"),
        revokedAt == null
            ? null
            : new ApiKey.Revocation(revokedAt, row.getString("revoked_reason")),
        row.getObject("replaced_by", UUID.class),
        row.getInt("version"));
  }
}
