package com.bpmcentr.console.publishing;

import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SignedDocument;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Writes to the feed's tables, under its lock. */
@Repository
class PgFeedWriter {

  /** Everything in one trip: while it is under way, every other publisher waits. */
  private static final String PUBLISH =
      """
      with document as (
        select * from unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[],
                             ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[])
          as d (seq, kind, subject, version, payload_type, key_id,
                payload, signature, payload_hash, chain)),
      head as (
        update feed_head set seq = ?, chain = ?, root = ? where epoch = ? and seq = ?
        returning epoch),
      entry as (
        insert into feed_entry (epoch, seq, kind, subject, version, payload_type, key_id,
                                payload, signature, chain, published_at)
          select head.epoch, d.seq, d.kind, d.subject, d.version, d.payload_type, d.key_id,
                 d.payload, d.signature, d.chain, ?
            from document d, head),
      superseded as (
        insert into license_version (subject, version, kind, payload_type, key_id, payload,
                                     signature, epoch, seq, superseded_at)
          select c.subject, c.version, c.kind, c.payload_type, c.key_id, c.payload,
                 c.signature, c.epoch, c.seq, ?
            from document d join license_current c on c.subject = d.subject, head
          -- Whatever stands there already must not keep a revocation from being published.
          on conflict do nothing),
      current_set as (
        insert into license_current (subject, kind, version, payload_type, key_id,
                                     payload, signature, payload_hash, epoch, seq)
          select d.subject, d.kind, d.version, d.payload_type, d.key_id,
                 d.payload, d.signature, d.payload_hash, head.epoch, d.seq
            from document d, head
          on conflict (subject) do update
            set kind = excluded.kind, version = excluded.version,
                payload_type = excluded.payload_type, key_id = excluded.key_id,
                payload = excluded.payload, signature = excluded.signature,
                payload_hash = excluded.payload_hash, epoch = excluded.epoch, seq = excluded.seq),
      bucket as (
        insert into feed_bucket (bucket, hash, seq)
          select b.bucket, b.hash, ? from unnest(?::int[], ?::bytea[]) as b (bucket, hash)
          on conflict (bucket) do update set hash = excluded.hash, seq = excluded.seq),
      checkpoint as (
        insert into feed_checkpoint (epoch, seq, payload, key_id, signature) values (?, ?, ?, ?, ?)
          on conflict (one_row) do update
            set epoch = excluded.epoch, seq = excluded.seq, payload = excluded.payload,
                key_id = excluded.key_id, signature = excluded.signature)
      select pg_notify('feed', ?) from head
      """;

  /** Where a publisher was faster nothing is renewed: its own checkpoint is the newer one. */
  private static final String RENEW =
      """
      insert into feed_checkpoint (epoch, seq, payload, key_id, signature)
        select ?, ?, ?, ?, ? from feed_head h where h.epoch = ? and h.seq = ?
        on conflict (one_row) do update
          set epoch = excluded.epoch, seq = excluded.seq, payload = excluded.payload,
              key_id = excluded.key_id, signature = excluded.signature
          where (feed_checkpoint.epoch, feed_checkpoint.seq) <= (excluded.epoch, excluded.seq)
      """;

  private static final String REPLACE_HEAD =
      """
      with head as (
        update feed_head set epoch = ?, seq = ?, chain = ?, root = ? returning epoch, seq)
      insert into feed_checkpoint (epoch, seq, payload, key_id, signature)
        select head.epoch, head.seq, ?, ?, ? from head
        on conflict (one_row) do update
          set epoch = excluded.epoch, seq = excluded.seq, payload = excluded.payload,
              key_id = excluded.key_id, signature = excluded.signature
      """;

  private static final String RESTORE =
      """
      insert into license_current (subject, kind, version, payload_type, key_id, payload,
                                   signature, payload_hash, epoch, seq)
        select e.subject, e.kind, e.version, e.payload_type, e.key_id, e.payload, e.signature,
               sha256(e.payload), e.epoch, e.seq
          from feed_entry e
         where e.epoch = ? and e.seq = ?
        on conflict (subject) do update
          set kind = excluded.kind, version = excluded.version,
              payload_type = excluded.payload_type, key_id = excluded.key_id,
              payload = excluded.payload, signature = excluded.signature,
              payload_hash = excluded.payload_hash, epoch = excluded.epoch, seq = excluded.seq
      """;

  private static final String REPLACE_BUCKETS =
      """
      insert into feed_bucket (bucket, hash, seq)
        select b.bucket, b.hash, ? from unnest(?::int[], ?::bytea[]) as b (bucket, hash)
         where b.hash <> ? or b.bucket in (select f.bucket from feed_bucket f)
        on conflict (bucket) do update set hash = excluded.hash, seq = excluded.seq
          where feed_bucket.hash <> excluded.hash
      """;

  private final JdbcTemplate jdbc;

  PgFeedWriter(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds the entries after the given position, with all that follows from them. */
  void publish(FeedPosition before, Publication publication, SignedDocument checkpoint) {
    jdbc.execute(
        (ConnectionCallback<Boolean>)
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(PUBLISH)) {
                bind(new Parameters(statement), connection, before, publication, checkpoint);
                if (!statement.executeQuery().next()) {
                  throw new SQLException("the feed's head moved under its own lock");
                }
                return true;
              }
            });
  }

  /** Replaces the checkpoint of a head that is still at the position. */
  void renew(FeedPosition position, SignedDocument checkpoint) {
    jdbc.update(
        RENEW,
        position.epoch(),
        position.seq(),
        checkpoint.payload(),
        checkpoint.keyId(),
        checkpoint.signature(),
        position.epoch(),
        position.seq());
  }

  /** Puts the head where the state is, whatever it was; under the feed's lock. */
  void replaceHead(FeedState state, SignedDocument checkpoint) {
    jdbc.update(
        REPLACE_HEAD,
        state.position().epoch(),
        state.position().seq(),
        state.chain().toByteArray(),
        state.root().toByteArray(),
        checkpoint.payload(),
        checkpoint.keyId(),
        checkpoint.signature());
  }

  /** Makes the subject's current row of the entry at this position, which was verified. */
  void restore(FeedPosition position) {
    jdbc.update(RESTORE, position.epoch(), position.seq());
  }

  /** Has the buckets' rows say what the state says, where they do not; under the feed's lock. */
  void replaceBuckets(FeedState state) {
    List<Integer> buckets = IntStream.range(0, SetTree.BUCKETS).boxed().toList();
    jdbc.execute(
        (ConnectionCallback<Boolean>)
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(REPLACE_BUCKETS)) {
                Parameters parameters = new Parameters(statement);
                parameters.add(state.position().seq());
                parameters.add(array(connection, "int", buckets, bucket -> bucket));
                parameters.add(
                    bytes(
                        connection,
                        buckets,
                        bucket -> state.tree().bucketHash(bucket).toByteArray()));
                parameters.add(new SetTree().bucketHash(0).toByteArray());
                statement.executeUpdate();
                return true;
              }
            });
  }

  private static void bind(
      Parameters parameters,
      Connection connection,
      FeedPosition before,
      Publication publication,
      SignedDocument checkpoint)
      throws SQLException {
    List<FeedEntry> entries = publication.entries();
    Instant publishedAt = entries.getFirst().publishedAt();
    FeedState after = publication.state();
    FeedPosition position = after.position();

    parameters.add(array(connection, "bigint", entries, entry -> entry.position().seq()));
    parameters.add(array(connection, "text", entries, entry -> entry.removal() ? "remove" : "put"));
    parameters.add(array(connection, "text", entries, FeedEntry::subject));
    parameters.add(array(connection, "bigint", entries, FeedEntry::version));
    parameters.add(array(connection, "text", entries, entry -> entry.document().payloadType()));
    parameters.add(array(connection, "text", entries, entry -> entry.document().keyId()));
    parameters.add(bytes(connection, entries, entry -> entry.document().payload()));
    parameters.add(bytes(connection, entries, entry -> entry.document().signature()));
    parameters.add(
        bytes(connection, entries, entry -> entry.document().payloadHash().toByteArray()));
    parameters.add(bytes(connection, entries, entry -> entry.chain().toByteArray()));

    parameters.add(position.seq());
    parameters.add(after.chain().toByteArray());
    parameters.add(after.root().toByteArray());
    parameters.add(before.epoch());
    parameters.add(before.seq());

    parameters.add(publishedAt.atOffset(ZoneOffset.UTC));
    parameters.add(publishedAt.atOffset(ZoneOffset.UTC));

    parameters.add(position.seq());
    List<Integer> buckets = List.copyOf(publication.buckets().keySet());
    List<Hash> hashes = List.copyOf(publication.buckets().values());
    parameters.add(array(connection, "int", buckets, bucket -> bucket));
    parameters.add(bytes(connection, hashes, Hash::toByteArray));

    parameters.add(position.epoch());
    parameters.add(position.seq());
    parameters.add(checkpoint.payload());
    parameters.add(checkpoint.keyId());
    parameters.add(checkpoint.signature());

    parameters.add(position.toString());
  }

  private static <T> Array array(
      Connection connection, String type, List<T> values, Function<T, Object> column)
      throws SQLException {
    return connection.createArrayOf(type, values.stream().map(column).toArray());
  }

  private static <T> Array bytes(Connection connection, List<T> values, Function<T, byte[]> column)
      throws SQLException {
    return connection.createArrayOf("bytea", values.stream().map(column).toArray(byte[][]::new));
  }

  /** Counts the statement's question marks, so that nobody has to. */
  private static final class Parameters {

    private final PreparedStatement statement;
    private int number;

    Parameters(PreparedStatement statement) {
      this.statement = statement;
    }

    void add(Object value) throws SQLException {
      number++;
      statement.setObject(number, value);
    }
  }
}
