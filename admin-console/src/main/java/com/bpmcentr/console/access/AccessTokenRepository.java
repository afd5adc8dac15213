package com.bpmcentr.console.access;

import com.bpmcentr.console.operation.PgTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Access tokens in the database, which knows their digests only. */
@Repository
class AccessTokenRepository {

  private final JdbcClient database;

  AccessTokenRepository(JdbcClient database) {
    this.database = database;
  }

  AccessToken insert(
      UUID staffId,
      String name,
      String prefix,
      byte[] digest,
      Instant now,
      @Nullable Instant expiresAt) {
    return database
        .sql(
            """
            insert into access_token (staff_id, name, prefix, digest, created_at, expires_at)
            values (:staffId, :name, :prefix, :digest, :now, :expiresAt)
            returning *
            """)
        .param("staffId", staffId)
        .param("name", name)
        .param("prefix", prefix)
        .param("digest", digest)
        .param("now", PgTime.of(now))
        .param("expiresAt", PgTime.of(expiresAt))
        .query(AccessTokenRepository::token)
        .single();
  }

  /** A token that still opens something: neither revoked nor expired. */
  Optional<AccessToken> findUsable(byte[] digest, Instant now) {
    return database
        .sql(
            """
            select * from access_token
             where digest = :digest and revoked_at is null
               and (expires_at is null or expires_at > :now)
            """)
        .param("digest", digest)
        .param("now", PgTime.of(now))
        .query(AccessTokenRepository::token)
        .optional();
  }

  Optional<AccessToken> find(UUID id) {
    return database
        .sql("select * from access_token where id = :id")
        .param("id", id)
        .query(AccessTokenRepository::token)
        .optional();
  }

  Optional<AccessToken> findForUpdate(UUID id) {
    return database
        .sql("select * from access_token where id = :id for update")
        .param("id", id)
        .query(AccessTokenRepository::token)
        .optional();
  }

  AccessToken revoke(UUID id, Instant now) {
    return database
        .sql("update access_token set revoked_at = :now where id = :id returning *")
        .param("now", PgTime.of(now))
        .param("id", id)
        .query(AccessTokenRepository::token)
        .single();
  }

  /** How many of the member's tokens opened something until now. */
  int revokeAllOf(UUID staffId, Instant now) {
    return database
        .sql(
            """
            update access_token set revoked_at = :now
             where staff_id = :staffId and revoked_at is null
               and (expires_at is null or expires_at > :now)
            """)
        .param("now", PgTime.of(now))
        .param("staffId", staffId)
        .update();
  }

  void noteUse(UUID id, Instant now, Duration granularity) {
    database
        .sql(
            """
            update access_token set last_used_at = :now
             where id = :id and (last_used_at is null or last_used_at <= :stale)
            """)
        .param("now", PgTime.of(now))
        .param("stale", PgTime.of(now.minus(granularity)))
        .param("id", id)
        .update();
  }

  /** The token of this digest, unless it was noted so lately. */
  Optional<AccessToken> noteRefusal(byte[] digest, Instant now, Duration granularity) {
    return database
        .sql(
            """
            update access_token set last_refused_at = :now
             where digest = :digest and (last_refused_at is null or last_refused_at <= :stale)
            returning *
            """)
        .param("digest", digest)
        .param("now", PgTime.of(now))
        .param("stale", PgTime.of(now.minus(granularity)))
        .query(AccessTokenRepository::token)
        .optional();
  }

  static AccessToken token(ResultSet row, int number) throws SQLException {
    return new AccessToken(
        row.getObject("id", UUID.class),
        row.getObject("staff_id", UUID.class),
        row.getString("name"),
        row.getString("prefix"),
        PgTime.required(row, "created_at"),
        PgTime.optional(row, "expires_at"),
        PgTime.optional(row, "last_used_at"),
        PgTime.optional(row, "revoked_at"));
  }
}
