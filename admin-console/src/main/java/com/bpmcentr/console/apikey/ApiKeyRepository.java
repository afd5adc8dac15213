package com.bpmcentr.console.apikey;

import com.bpmcentr.console.operation.PgColumns;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.Peppers.Peppered;
import com.bpmcentr.license.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
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

  private static final String SELECT_WITH_DIGEST =
      """
      select id, customer_id, name, environment, imported, prefix, created_at, not_after,
          revoked_at, revoked_reason, replaced_by, version, digest
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

  Optional<KeyFinder.Found> found(UUID id) {
    return jdbc.sql(SELECT_WITH_DIGEST + "where id = :id")
        .param("id", id)
        .query((row, _) -> found(row))
        .optional();
  }

  Optional<KeyFinder.Found> found(List<KeyDigest> digests) {
    return jdbc.sql(SELECT_WITH_DIGEST + "where digest = any(:digests) limit 1")
        .param("digests", PgColumns.bytes(digests, KeyDigest::toByteArray))
        .query((row, _) -> found(row))
        .optional();
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

  /** Which of the digests are of keys that are there. */
  Set<KeyDigest> known(Collection<KeyDigest> digests) {
    return jdbc.sql("select digest from api_key where digest = any(:digests)")
        .param("digests", PgColumns.bytes(List.copyOf(digests), KeyDigest::toByteArray))
        .query((row, _) -> KeyDigest.of(row.getBytes("digest")))
        .set();
  }

  /** How many were added: not those that are there already. */
  int insertAll(List<ImportedKeys.Made> added) {
    return jdbc.sql(
            """
            insert into api_key (id, customer_id, name, environment, imported, prefix, digest,
                pepper_id, created_at)
            select *
            from unnest(:ids, :customerIds, :names::text[], :environments::text[],
                :imported::boolean[], :prefixes::text[], :digests::bytea[], :pepperIds::text[],
                :createdAt::timestamptz[])
            on conflict do nothing
            """)
        .param("ids", PgColumns.ids(added, made -> made.key().id()))
        .param("customerIds", PgColumns.ids(added, made -> made.key().customerId()))
        .param("names", PgColumns.texts(added, made -> made.key().name()))
        .param("environments", PgColumns.texts(added, made -> made.key().environment()))
        .param("imported", PgColumns.texts(added, made -> made.key().imported()))
        .param("prefixes", PgColumns.texts(added, made -> made.key().prefix()))
        .param("digests", PgColumns.bytes(added, made -> made.digest().digest().toByteArray()))
        .param("pepperIds", PgColumns.texts(added, made -> made.digest().pepperId()))
        .param("createdAt", PgColumns.texts(added, made -> made.key().createdAt()))
        .update();
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

  /** Whose the keys are, which never changes. */
  List<UUID> customersOf(List<UUID> ids) {
    return jdbc.sql("select distinct customer_id from api_key where id = any(:ids)")
        .param("ids", ids.toArray(new UUID[0]))
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }

  /** Those that are there; their customers' rows must be locked already. */
  List<ApiKey> findAll(List<UUID> ids) {
    return jdbc.sql(SELECT + "where id = any(:ids)")
        .param("ids", ids.toArray(new UUID[0]))
        .query((row, _) -> key(row))
        .list();
  }

  List<ApiKey> findAllForUpdate(List<UUID> ids) {
    return jdbc.sql(SELECT + "where id = any(:ids) order by id for update")
        .param("ids", ids.toArray(new UUID[0]))
        .query((row, _) -> key(row))
        .list();
  }

  /** Saves that they are revoked, each over the version that was loaded. */
  void saveRevocations(List<ApiKey> changed) {
    int saved =
        jdbc.sql(
                """
                update api_key k
                set revoked_at = n.revoked_at, revoked_reason = n.revoked_reason,
                    version = k.version + 1
                from unnest(:ids::uuid[], :versions::int[], :revokedAt::timestamptz[],
                        :reasons::text[])
                    as n (id, version, revoked_at, revoked_reason)
                where k.id = n.id and k.version = n.version
                """)
            .param("ids", PgColumns.texts(changed, ApiKey::id))
            .param("versions", PgColumns.texts(changed, ApiKey::version))
            .param("revokedAt", PgColumns.texts(changed, each -> at(each.revocation())))
            .param("reasons", PgColumns.texts(changed, each -> reason(each.revocation())))
            .update();
    if (saved != changed.size()) {
      throw new OptimisticLockingFailureException("saved over another version than was loaded");
    }
  }

  private static @Nullable Instant at(ApiKey.@Nullable Revocation revocation) {
    return revocation == null ? null : revocation.at();
  }

  private static @Nullable String reason(ApiKey.@Nullable Revocation revocation) {
    return revocation == null ? null : revocation.reason();
  }

  private static KeyFinder.Found found(ResultSet row) throws SQLException {
    return new KeyFinder.Found(key(row), KeyDigest.of(row.getBytes("digest")));
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
