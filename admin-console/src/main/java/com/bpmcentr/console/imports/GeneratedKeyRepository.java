package com.bpmcentr.console.imports;

import com.bpmcentr.console.operation.PgColumns;
import com.bpmcentr.console.operation.PgTime;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Generated keys that wait to be fetched; sealed, and gone as soon as they are read. */
@Repository
class GeneratedKeyRepository {

  private final JdbcClient jdbc;

  GeneratedKeyRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A row; its id is the key's own. */
  @SuppressWarnings("ArrayRecordComponent") // read and written, never compared
  record SealedKey(
      UUID id,
      String externalId,
      UUID customerId,
      String name,
      String environment,
      byte[] sealed) {}

  private static final PgColumns<SealedKey> COLUMNS =
      new PgColumns<SealedKey>()
          .column("id", "uuid", SealedKey::id)
          .column("external_id", "text", SealedKey::externalId)
          .column("customer_id", "uuid", SealedKey::customerId)
          .column("name", "text", SealedKey::name)
          .column("environment", "text", SealedKey::environment)
          .column("sealed", "bytea", SealedKey::sealed);

  void insertAll(UUID importId, List<SealedKey> keys, Instant now) {
    if (keys.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into import_key (%s, import_id, created_at)
            select k.*, :importId, :now from %s as k
            """
                .formatted(COLUMNS.names(), COLUMNS.unnest()))
        .params(COLUMNS.parameters(keys))
        .param("importId", importId)
        .param("now", PgTime.of(now))
        .update();
  }

  /** Takes the next keys out; of two callers at once each gets others. */
  List<SealedKey> take(UUID importId, int most) {
    List<SealedKey> taken =
        jdbc.sql(
                """
                with next as (
                  select id from import_key where import_id = :importId
                  order by id limit :most for update skip locked),
                taken as (
                  delete from import_key k using next where k.id = next.id
                  returning k.id, k.external_id, k.customer_id, k.name, k.environment, k.sealed)
                select * from taken order by id
                """)
            .param("importId", importId)
            .param("most", most)
            .query(
                (row, _) ->
                    new SealedKey(
                        row.getObject("id", UUID.class),
                        row.getString("external_id"),
                        row.getObject("customer_id", UUID.class),
                        row.getString("name"),
                        row.getString("environment"),
                        row.getBytes("sealed")))
            .list();
    jdbc.sql("update customer_import set keys_to_fetch = keys_to_fetch - :taken where id = :id")
        .param("taken", taken.size())
        .param("id", importId)
        .update();
    return taken;
  }

  /** Forgets keys that nobody fetched in time. */
  int deleteOlderThan(Instant time) {
    return jdbc.sql(
            """
            with gone as (
              delete from import_key where created_at < :time returning import_id),
            counted as (
              select import_id, count(*) as keys from gone group by import_id)
            update customer_import i set keys_to_fetch = i.keys_to_fetch - c.keys
            from counted c where i.id = c.import_id
            """)
        .param("time", PgTime.of(time))
        .update();
  }
}
