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
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The keys' rows. Digests go in, and come out only into licenses. */
@Repository
class ApiKeyRepository {

  /** What {@link #key} reads. */
  private static final String COLUMNS =
      """
      id, customer_id, name, environment, imported, prefix, created_at, not_after, revoked_at,
          revoked_reason, replaced_by, version""";

  private static final String SELECT = "select %s\nfrom api_key\n".formatted(COLUMNS);

  private static final String SELECT_WITH_DIGEST =
      "select %s, digest\nfrom api_key\n".formatted(COLUMNS);

  private static final PgColumns<ImportedKeys.Made> MADE =
      new PgColumns<ImportedKeys.Made>()
          .column("id", "uuid", made -> made.key().id())
          .column("customer_id", "uuid", made -> made.key().customerId())
          .column("name", "text", made -> made.key().name())
          .column("environment", "text", made -> made.key().environment())
          .column("imported", "boolean", made -> made.key().imported())
          .column("prefix", "text", made -> made.key().prefix())
          .column("digest", "bytea", made -> made.digest().digest().toByteArray())
          .column("pepper_id", "text", made -> made.digest().pepperId())
          .column("created_at", "timestamptz", made -> made.key().createdAt())
          .column("not_after", "timestamptz", made -> made.key().notAfter());

  private static final PgColumns<ApiKey> REVOCATIONS =
      new PgColumns<ApiKey>()
          .column("revoked_at", "timestamptz", each -> revocation(each).map(it -> it.at()))
          .column("revoked_reason", "text", each -> revocation(each).map(it -> it.reason()));

  private static final PgColumns<ApiKey> LOADED =
      new PgColumns<ApiKey>()
          .column("id", "uuid", ApiKey::id)
          .column("version", "int", ApiKey::version);

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

  Optional<KeyFinder.Found> found(UUID id) {
    return jdbc.sql(SELECT_WITH_DIGEST + "where id = :id")
        .param("id", id)
        .query((row, _) -> found(row))
        .optional();
  }

  Optional<KeyFinder.Found> found(List<KeyDigest> digests) {
    return jdbc.sql(SELECT_WITH_DIGEST + "where digest = any(:digests) limit 1")
        .param("digests", arrays(digests))
        .query((row, _) -> found(row))
        .optional();
  }

  /** False when the key is there already. */
  boolean insert(ApiKey key, Peppered digest) {
    return insertAll(List.of(new ImportedKeys.Made(key, digest, null))) == 1;
  }

  /** Which of the digests are of keys that are there. */
  Set<KeyDigest> known(Collection<KeyDigest> digests) {
    return jdbc.sql("select digest from api_key where digest = any(:digests)")
        .param("digests", arrays(digests))
        .query((row, _) -> KeyDigest.of(row.getBytes("digest")))
        .set();
  }

  /** How many were added: not those that are there already. */
  int insertAll(List<ImportedKeys.Made> added) {
    return jdbc.sql(
            """
            insert into api_key (%s) select * from %s
            on conflict do nothing
            """
                .formatted(MADE.names(), MADE.unnest()))
        .params(MADE.parameters(added))
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
            returning %s
            """
                .formatted(COLUMNS))
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
                set %s, version = k.version + 1
                from %s
                where k.id = n.id and k.version = n.version
                """
                    .formatted(REVOCATIONS.setFrom("n"), LOADED.and(REVOCATIONS).unnestAs("n")))
            .params(LOADED.and(REVOCATIONS).parameters(changed))
            .update();
    if (saved != changed.size()) {
      throw new OptimisticLockingFailureException("saved over another version than was loaded");
    }
  }

  private static Optional<ApiKey.Revocation> revocation(ApiKey key) {
    return Optional.ofNullable(key.revocation());
  }

  private static byte[][] arrays(Collection<KeyDigest> digests) {
    return digests.stream().map(KeyDigest::toByteArray).toArray(byte[][]::new);
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
