package com.bpmcentr.console.audit;

import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
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

  /** An entry with the two chain values that are stored beside it. */
  record Link(AuditEntry entry, Hash previousHash, Hash hash) {}

  /** Holds back every other writer until this transaction ends. */
  Head lockHead() {
    return jdbc.sql("select seq, hash from audit_head for update")
        .query((row, _) -> head(row))
        .single();
  }

  Head head() {
    return jdbc.sql("select seq, hash from audit_head").query((row, _) -> head(row)).single();
  }

  void append(AuditEntry entry, Hash previousHash) {
    Hash hash = entry.hash(previousHash);
    jdbc.sql(
            """
            insert into audit_entry (seq, at, actor_id, actor_name, role, origin, address, operation,
                target_type, target_id, outcome, refusal, reason, before, after, previous_hash, hash)
            values (:seq, :at, :actorId, :actorName, :role, :origin, :address, :operation,
                :targetType, :targetId, :outcome, :refusal, :reason, :before::jsonb, :after::jsonb,
                :previousHash, :hash)
            """)
        .param("seq", entry.seq())
        .param("at", PgTime.of(entry.at()))
        .param("actorId", entry.actorId())
        .param("actorName", entry.actorName())
        .param("role", entry.role())
        .param("origin", entry.origin())
        .param("address", entry.address())
        .param("operation", entry.operation())
        .param("targetType", entry.targetType())
        .param("targetId", entry.targetId())
        .param("outcome", entry.outcome().wireName())
        .param("refusal", entry.refusal())
        .param("reason", entry.reason())
        .param("before", entry.before().toJson())
        .param("after", entry.after().toJson())
        .param("previousHash", previousHash.toByteArray())
        .param("hash", hash.toByteArray())
        .update();
    jdbc.sql("update audit_head set seq = :seq, hash = :hash")
        .param("seq", entry.seq())
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
