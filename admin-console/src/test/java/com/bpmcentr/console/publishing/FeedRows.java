package com.bpmcentr.console.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.FeedChain;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.LicenseVerifier;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.VerifiedCheckpoint;
import com.bpmcentr.license.VerifiedSubject;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The feed's rows as an edge reads them, with a computation of its own of what they must come to.
 */
final class FeedRows {

  private final JdbcClient edge;
  private final JdbcTemplate owner;
  private final LicenseVerifier verifier = new LicenseVerifier(TestSigning.KEYRING);

  FeedRows(LicenseDatabase database) {
    edge = JdbcClient.create(database.dataSource(DatabaseRole.EDGE));
    owner = new JdbcTemplate(database.dataSource(DatabaseRole.OWNER));
  }

  /** As if nothing had ever been published. */
  void clear() {
    owner.execute(
        "truncate feed_head, feed_checkpoint, feed_entry, feed_bucket, license_current,"
            + " license_version, receipt, heartbeat, audit_entry");
    owner.update("update audit_head set seq = 0, hash = decode(repeat('00', 32), 'hex')");
  }

  /** Appends an entry to the audit log; answers the chain's value after it. */
  Hash appendAudited() {
    return appendAudited(owner);
  }

  /** Appends it in the transaction that is in hand there. */
  static Hash appendAudited(JdbcTemplate sql) {
    sql.update(
        """
        insert into audit_entry (seq, at, actor_name, role, origin, operation, target_type,
                                 target_id, outcome, before, after, previous_hash, hash)
          select seq + 1, now(), 'A', 'owner', 'api', 'o', 't', 'i', 'done', '{}', '{}', hash,
                 sha256(hash || uuid_send(uuidv7()))
            from audit_head
        """);
    sql.update(
        """
        update audit_head h set (seq, hash) =
          (select e.seq, e.hash from audit_entry e where e.seq = h.seq + 1)
        """);
    return Hash.of(
        Objects.requireNonNull(sql.queryForObject("select hash from audit_head", byte[].class)));
  }

  /** Changes rows as somebody could who got hold of the database. */
  int tamper(String sql, Object... parameters) {
    return owner.update(sql, parameters);
  }

  /** Changes rows as a database's administrator could, whom no check of theirs keeps from it. */
  void tamperUnchecked(String table, String sql) {
    owner.execute("alter table " + table + " drop constraint " + table + "_fits");
    owner.update(sql);
    owner.execute(
        "alter table "
            + table
            + " add constraint "
            + table
            + "_fits check (document_fits(subject, payload_type, key_id, payload, signature))"
            + " not valid");
  }

  List<FeedEntry> entries() {
    return edge.sql("select * from feed_entry order by epoch, seq")
        .query(
            (row, _) ->
                new FeedEntry(
                    new FeedPosition(row.getLong("epoch"), row.getLong("seq")),
                    row.getString("kind").equals("remove"),
                    row.getString("subject"),
                    row.getLong("version"),
                    new SignedDocument(
                        row.getString("payload_type"),
                        row.getBytes("payload"),
                        row.getString("key_id"),
                        row.getBytes("signature")),
                    row.getObject("published_at", OffsetDateTime.class).toInstant(),
                    Hash.of(row.getBytes("chain"))))
        .list();
  }

  List<String> subjects() {
    return entries().stream().map(FeedEntry::subject).toList();
  }

  Checkpoint checkpoint() {
    SignedDocument signed =
        edge.sql("select payload, key_id, signature from feed_checkpoint")
            .query(
                (row, _) ->
                    new SignedDocument(
                        "application/vnd.bpmcentr.checkpoint+json",
                        row.getBytes("payload"),
                        row.getString("key_id"),
                        row.getBytes("signature")))
            .single();
    assertThat(verifier.verify(signed)).isInstanceOf(VerifiedCheckpoint.class);
    return ((VerifiedCheckpoint) verifier.verify(signed)).checkpoint();
  }

  /** Dense numbers, the chain, every signature, the set, its buckets, head and checkpoint. */
  void requireConsistent() {
    Hash chain = Hash.ZERO;
    SetTree set = new SetTree();
    FeedPosition position = new FeedPosition(1, 0);
    for (FeedEntry entry : entries()) {
      assertThat(entry.position()).isEqualTo(position.next());
      position = entry.position();
      chain = FeedChain.next(chain, entry);
      assertThat(entry.chain()).isEqualTo(chain);
      VerifiedSubject verified = (VerifiedSubject) verifier.verify(entry.document());
      assertThat(verified.document().subject()).isEqualTo(entry.subject());
      assertThat(verified.document().version()).isEqualTo(entry.version());
      set.put(entry.subject(), entry.version(), verified.payloadHash());
    }

    Checkpoint checkpoint = checkpoint();
    assertThat(checkpoint.position()).isEqualTo(position);
    assertThat(checkpoint.chain()).isEqualTo(chain);
    assertThat(checkpoint.root()).isEqualTo(set.root());
    assertThat(text("select epoch || '-' || seq from feed_head")).isEqualTo(position.toString());
    assertThat(hash("select chain from feed_head")).isEqualTo(chain);
    assertThat(hash("select root from feed_head")).isEqualTo(set.root());
    assertThat(currentSet().root()).isEqualTo(set.root());
    requireBuckets(set);
  }

  private void requireBuckets(SetTree set) {
    edge.sql("select bucket, hash from feed_bucket")
        .query(
            row -> {
              int bucket = row.getInt("bucket");
              assertThat(Hash.of(row.getBytes("hash"))).isEqualTo(set.bucketHash(bucket));
            });
    long filled =
        entries().stream().map(entry -> SetTree.bucketOf(entry.subject())).distinct().count();
    assertThat(text("select count(*)::text from feed_bucket")).isEqualTo(Long.toString(filled));
  }

  private SetTree currentSet() {
    SetTree set = new SetTree();
    edge.sql("select subject, version, payload_hash, sha256(payload) as hash from license_current")
        .query(
            row -> {
              Hash hash = Hash.of(row.getBytes("hash"));
              assertThat(Hash.of(row.getBytes("payload_hash"))).isEqualTo(hash);
              set.put(row.getString("subject"), row.getLong("version"), hash);
            });
    return set;
  }

  String text(String sql) {
    return edge.sql(sql).query(String.class).single();
  }

  private Hash hash(String sql) {
    return Hash.of(edge.sql(sql).query(byte[].class).single());
  }
}
