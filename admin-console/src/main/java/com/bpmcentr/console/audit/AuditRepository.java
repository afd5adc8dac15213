package com.bpmcentr.console.audit;

import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.PgColumns;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The audit log's rows; the console's role may insert and read them, nothing else. */
@Repository
class AuditRepository {

  private final JdbcClient jdbc;

  AuditRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The chain's newest value and the number of its entry. */
  record Head(long seq, Hash hash) {}

  /**
   * Where the chain ends.
   *
   * @param last the highest number of any entry; the head's, unless somebody meddled
   */
  record End(Head head, long last) {}

  /** An entry with the two chain values that are stored beside it. */
  record Link(AuditEntry entry, Hash previousHash, Hash hash) {}

  /** Holds back every other writer until this transaction ends. */
  Head lockHead() {
    return jdbc.sql("select seq, hash from audit_head for update")
        .query((row, _) -> head(row))
        .single();
  }

  /** The head, and the number of the last entry there is, as one moment has both. */
  End end() {
    return jdbc.sql(
            """
            select seq, hash, (select coalesce(max(seq), 0) from audit_entry) as last
              from audit_head
            """)
        .query((row, _) -> new End(head(row), row.getLong("last")))
        .single();
  }

  /** The chain's value after an entry, if it is there. */
  Optional<Hash> hashOf(long seq) {
    return jdbc.sql("select hash from audit_entry where seq = :seq")
        .param("seq", seq)
        .query((row, _) -> hash(row, "hash"))
        .optional();
  }

  /** Appends the entries, at least one, which follow the head in their order. */
  void append(List<AuditEntry> entries, Hash previousHash) {
    List<Link> links = new ArrayList<>(entries.size());
    Hash hash = previousHash;
    for (AuditEntry entry : entries) {
      Hash next = entry.hash(hash);
      links.add(new Link(entry, hash, next));
      hash = next;
    }
    AuditEntry first = entries.getFirst();
    jdbc.sql(
            """
            insert into audit_entry (seq, at, actor_id, actor_name, role, origin, address, token,
                operation, target_type, target_id, outcome, refusal, reason, before, after,
                previous_hash, hash)
            select e.seq, :at, :actorId, :actorName, :role, :origin, :address, :token, e.operation,
                e.target_type, e.target_id, e.outcome, e.refusal, e.reason, e.before, e.after,
                e.previous_hash, e.hash
            from unnest(:seqs::bigint[], :operations::text[], :targetTypes::text[],
                    :targetIds::text[], :outcomes::text[], :refusals::text[], :reasons::text[],
                    :before::jsonb[], :after::jsonb[], :previousHashes::bytea[], :hashes::bytea[])
                as e (seq, operation, target_type, target_id, outcome, refusal, reason, before,
                    after, previous_hash, hash)
            """)
        .param("at", PgTime.of(first.at()))
        .param("actorId", first.actorId())
        .param("actorName", first.actorName())
        .param("role", first.role())
        .param("origin", first.origin())
        .param("address", first.address())
        .param("token", first.token())
        .param("seqs", PgColumns.texts(entries, AuditEntry::seq))
        .param("operations", PgColumns.texts(entries, AuditEntry::operation))
        .param("targetTypes", PgColumns.texts(entries, AuditEntry::targetType))
        .param("targetIds", PgColumns.texts(entries, AuditEntry::targetId))
        .param("outcomes", PgColumns.texts(entries, AuditEntry::outcome))
        .param("refusals", PgColumns.texts(entries, AuditEntry::refusal))
        .param("reasons", PgColumns.texts(entries, AuditEntry::reason))
        .param("before", PgColumns.texts(entries, entry -> entry.before().toJson()))
        .param("after", PgColumns.texts(entries, entry -> entry.after().toJson()))
        .param("previousHashes", PgColumns.bytes(links, link -> link.previousHash().toByteArray()))
        .param("hashes", PgColumns.bytes(links, link -> link.hash().toByteArray()))
        .update();
    jdbc.sql("update audit_head set seq = :seq, hash = :hash")
        .param("seq", entries.getLast().seq())
        .param("hash", hash.toByteArray())
        .update();
  }

  /** The entries that follow the given number, in order. */
  List<Link> after(long seq, int limit) {
    return jdbc.sql("select * from audit_entry where seq > :seq order by seq limit :limit")
        .param("seq", seq)
        .param("limit", limit)
        .query((row, _) -> new Link(entry(row), hash(row, "previous_hash"), hash(row, "hash")))
        .list();
  }

  static AuditEntry entry(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    return new AuditEntry(
        row.getLong("seq"),
        PgTime.required(row, "at"),
        row.getObject("actor_id", UUID.class),
        row.getString("actor_name"),
        row.getString("role"),
        row.getString("origin"),
        row.getString("address"),
        row.getString("token"),
        row.getString("operation"),
        row.getString("target_type"),
        row.getString("target_id"),
        WireName.find(Outcome.class, outcome).orElseThrow(),
        row.getString("refusal"),
        row.getString("reason"),
        Facts.parse(row.getString("before")),
        Facts.parse(row.getString("after")));
  }

  private static Head head(ResultSet row) throws SQLException {
    return new Head(row.getLong("seq"), hash(row, "hash"));
  }

  private static Hash hash(ResultSet row, String column) throws SQLException {
    return Hash.of(row.getBytes(column));
  }
}
