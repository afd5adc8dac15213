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
  record Head(long seq, Hash hash) {

    static final Head NONE = new Head(0, Hash.ZERO);
  }

  /**
   * Where the chain ends.
   *
   * @param last the highest number of any entry; the head's, unless somebody meddled
   */
  record End(Head head, long last) {}

  /** An entry with the two chain values that are stored beside it. */
  record Link(AuditEntry entry, Hash previousHash, Hash hash) {

    /** Whether this is what was written after the entry of that number and value. */
    boolean follows(Head before) {
      return entry.seq() == before.seq() + 1
          && previousHash.equals(before.hash())
          && hash.equals(entry.hash(before.hash()));
    }

    Head head() {
      return new Head(entry.seq(), hash);
    }
  }

  /** What is of each entry; the rest is of all that are written at once. */
  private static final PgColumns<Link> COLUMNS =
      new PgColumns<Link>()
          .column("seq", "bigint", link -> link.entry().seq())
          .column("operation", "text", link -> link.entry().operation())
          .column("target_type", "text", link -> link.entry().targetType())
          .column("target_id", "text", link -> link.entry().targetId())
          .column("outcome", "text", link -> link.entry().outcome())
          .column("refusal", "text", link -> link.entry().refusal())
          .column("reason", "text", link -> link.entry().reason())
          .column("before", "jsonb", link -> link.entry().before().toJson())
          .column("after", "jsonb", link -> link.entry().after().toJson())
          .column("previous_hash", "bytea", link -> link.previousHash().toByteArray())
          .column("hash", "bytea", link -> link.hash().toByteArray());

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
            insert into audit_entry (%s, at, actor_id, actor_name, role, origin, address, token)
            select e.*, :at, :actorId, :actorName, :role, :origin, :address, :token
            from %s as e
            """
                .formatted(COLUMNS.names(), COLUMNS.unnest()))
        .params(COLUMNS.parameters(links))
        .param("at", PgTime.of(first.at()))
        .param("actorId", first.actorId())
        .param("actorName", first.actorName())
        .param("role", first.role())
        .param("origin", first.origin())
        .param("address", first.address())
        .param("token", first.token())
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
