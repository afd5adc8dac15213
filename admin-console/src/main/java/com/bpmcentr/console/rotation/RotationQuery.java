package com.bpmcentr.console.rotation;

import com.bpmcentr.console.operation.PgTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts and finds what is under which signing key and which pepper. */
@Repository
class RotationQuery {

  private final JdbcClient jdbc;

  RotationQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Newest documents by the id of the key that signed them; reads the whole set. */
  Map<String, Long> documentsByKey() {
    return counts(
        jdbc.sql(
            """
            select left(key_id, 64) as key_id, count(*)
              from license_current
             group by 1
             order by 1
            """));
  }

  /** API keys that have not stopped, by pepper. */
  Map<String, Long> apiKeysByPepper(Instant now) {
    return counts(
        jdbc.sql(
                """
                select pepper_id, count(*) from api_key
                 where revoked_at is null and coalesce(not_after > :now, true)
                 group by pepper_id order by pepper_id
                """)
            .param("now", PgTime.of(now)));
  }

  /** Connectors' secrets that have not stopped, by pepper. */
  Map<String, Long> connectorSecretsByPepper(Instant now) {
    return counts(
        jdbc.sql(
                """
                select pepper_id, count(*) from connector_secret
                 where coalesce(not_after > :now, true)
                 group by pepper_id order by pepper_id
                """)
            .param("now", PgTime.of(now)));
  }

  /** Connectors whose policy another key has signed, at most so many. */
  List<String> connectorsNotSignedBy(String keyId, int limit) {
    return jdbc.sql(
            """
            select c.id
              from connector c
              join license_current l on l.subject = 'connector:' || c.id
             where l.key_id <> :keyId
             order by c.id
             limit :limit
            """)
        .param("keyId", keyId)
        .param("limit", limit)
        .query((row, _) -> row.getString("id"))
        .list();
  }

  /**
   * Customers whose license another key has signed, by id, at most so many; locked until the
   * transaction ends, in the order in which everybody locks them.
   *
   * @param from the least id; null: from the first on
   */
  List<UUID> customersNotSignedBy(String keyId, @Nullable UUID from, int limit) {
    return jdbc.sql(
            """
            select c.id
              from customer c
              join license_current l on l.subject = 'customer:' || c.id
             where c.id >= coalesce(:from::uuid, '00000000-0000-0000-0000-000000000000')
               and l.key_id <> :keyId
             order by c.id
             limit :limit
               for no key update of c
            """)
        .param("keyId", keyId)
        .param("from", from)
        .param("limit", limit)
        .query((row, _) -> row.getObject("id", UUID.class))
        .list();
  }

  private static Map<String, Long> counts(JdbcClient.StatementSpec statement) {
    Map<String, Long> counts = new LinkedHashMap<>();
    statement.query(
        row -> {
          counts.put(row.getString(1), row.getLong(2));
        });
    return counts;
  }
}
