package com.bpmcentr.console.publishing;

import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.PayloadType;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SignedDocument;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads the feed's tables, and takes its locks. Rows of a size that no document has are left out
 * everywhere: they are as good as none, and may be larger than this program's memory.
 */
@Repository
class FeedRepository {

  private static final int ROWS_A_FETCH = 5_000;

  /** Not the publishers' lock, which is in {@code lock_feed()}. */
  private static final long CHECKPOINT_LOCK = 7_310_868_735_959_134_565L;

  private static final String FITS =
      "document_fits(subject, payload_type, key_id, payload, signature)";

  /** A page ends with the entry that reaches so many bytes of payload, as an edge's does. */
  static final int BYTES_A_PAGE = 8 * 1024 * 1024;

  /** Lengths are summed before any payload is fetched. */
  private static final String PAGE_OF_ENTRIES =
      """
      select epoch, seq, kind, subject, version, payload_type, key_id, payload, signature, chain,
             published_at
        from (select *, sum(octet_length(payload)) over (order by epoch, seq) as bytes
                from (select *
                        from feed_entry
                       where %%s and %s
                       order by epoch, seq
                       limit :limit) as page) as summed
       where bytes - octet_length(payload) < :bytes
       order by epoch, seq
      """
          .formatted(FITS);

  private final JdbcTemplate streaming;
  private final JdbcClient client;

  FeedRepository(DataSource database) {
    this.streaming = new JdbcTemplate(database);
    this.streaming.setFetchSize(ROWS_A_FETCH);
    this.client = JdbcClient.create(database);
  }

  /** The head, after waiting for the feed's lock, which is held until the transaction ends. */
  Optional<FeedHead> lockHead() {
    return client.sql("select * from lock_feed()").query((row, _) -> head(row)).optional();
  }

  /** False when another console renews checkpoints just now; held until the transaction ends. */
  boolean tryCheckpointLock() {
    return client
        .sql("select pg_try_advisory_xact_lock(:lock)")
        .param("lock", CHECKPOINT_LOCK)
        .query(Boolean.class)
        .single();
  }

  Optional<FeedHead> head() {
    return client
        .sql(
            """
            select epoch, seq, chain, root, (select hash from audit_head) as audit_head,
                   present() as database_time
              from feed_head
            """)
        .query((row, _) -> head(row))
        .optional();
  }

  /**
   * Where the audit log ends, and what it has at an entry; before the first entry is zero.
   *
   * @param last the chain's value at the entry that the head names
   * @param asked the chain's value at the entry that was asked for
   */
  record AuditLogEnd(long seq, Hash hash, Optional<Hash> last, Optional<Hash> asked) {}

  AuditLogEnd auditLogEnd(long entry) {
    return client
        .sql(
            """
            select h.seq, h.hash,
                   (select e.hash from audit_entry e where e.seq = h.seq) as last,
                   (select e.hash from audit_entry e where e.seq = :entry) as asked
              from audit_head h
            """)
        .param("entry", entry)
        .query(
            (row, _) ->
                new AuditLogEnd(
                    row.getLong("seq"),
                    hash(row, "hash"),
                    chainValue(row, "last", row.getLong("seq")),
                    chainValue(row, "asked", entry)))
        .single();
  }

  private static Optional<Hash> chainValue(ResultSet row, String column, long entry)
      throws SQLException {
    return entry == 0
        ? Optional.of(Hash.ZERO)
        : Optional.ofNullable(row.getBytes(column)).map(Hash::of);
  }

  /** The entry of the audit log that has this chain value, looked for from the end. */
  Optional<Long> auditEntryWith(Hash hash) {
    if (hash.equals(Hash.ZERO)) {
      return Optional.of(0L);
    }
    return client
        .sql("select seq from audit_entry where hash = :hash order by seq desc limit 1")
        .param("hash", hash.toByteArray())
        .query(Long.class)
        .optional();
  }

  Optional<SignedDocument> checkpoint() {
    return client
        .sql(
            """
            select payload, key_id, signature
              from feed_checkpoint
             where octet_length(payload) <= 65536 and octet_length(key_id) <= 200
               and octet_length(signature) <= 200
            """)
        .query((row, _) -> document(row, PayloadType.CHECKPOINT.mediaType()))
        .optional();
  }

  /** The subjects' rows, as far as there are any. */
  List<CurrentRow> current(Collection<String> subjects) {
    return client
        .sql(
            """
            select subject, kind, version, payload_type, key_id, payload, signature,
                   payload_hash = sha256(payload) as hashed
              from license_current
             where subject = any(:subjects) and %s
            """
                .formatted(FITS))
        .param("subjects", subjects.toArray(new String[0]))
        .query((row, _) -> currentRow(row))
        .list();
  }

  /** Where the subject's row says that it was published; empty when it names no place there is. */
  Optional<FeedPosition> positionOfCurrent(String subject) {
    return client
        .sql(
            """
            select epoch, seq from license_current
             where subject = :subject and epoch >= 1 and seq >= 0
            """)
        .param("subject", subject)
        .query((row, _) -> position(row))
        .optional();
  }

  /** A document of a subject that a newer one took the place of, and where edges found it. */
  record EarlierVersion(CurrentRow row, FeedPosition position) {}

  /**
   * The subject's newest documents below that version, the newest first, as far as they are kept.
   *
   * @param limit at most so many
   */
  List<EarlierVersion> versionsBefore(String subject, long version, int limit) {
    return client
        .sql(
            """
            select subject, kind, version, payload_type, key_id, payload, signature,
                   true as hashed, epoch, seq
              from license_version
             where subject = :subject and version < :version and epoch >= 1 and seq >= 0 and %s
             order by version desc
             limit :limit
            """
                .formatted(FITS))
        .param("subject", subject)
        .param("version", version)
        .param("limit", limit)
        .query((row, _) -> new EarlierVersion(currentRow(row), position(row)))
        .list();
  }

  /**
   * The whole set as the rows have it; in a transaction, or all rows come at once. The hash is made
   * from the payload there and then: the stored one could be right while the payload is not.
   */
  SetTree wholeSet() {
    SetTree tree = new SetTree();
    streaming.query(
        "select subject, version, sha256(payload) as payload_hash from license_current where "
            + FITS,
        row -> {
          tree.put(row.getString("subject"), row.getLong("version"), hash(row, "payload_hash"));
        });
    return tree;
  }

  /** The buckets' hashes as the rows have them. */
  Map<Integer, Hash> buckets() {
    Map<Integer, Hash> buckets = new HashMap<>();
    client
        .sql("select bucket, hash from feed_bucket")
        .query(
            row -> {
              buckets.put(row.getInt("bucket"), hash(row, "hash"));
            });
    return buckets;
  }

  /**
   * A page of entries after the position in its epoch, in order: at most so many, and no more once
   * they have {@link #BYTES_A_PAGE}.
   */
  List<FeedEntry> entriesAfter(FeedPosition position, int limit) {
    return client
        .sql(PAGE_OF_ENTRIES.formatted("epoch = :epoch and seq > :seq"))
        .param("epoch", position.epoch())
        .param("seq", position.seq())
        .param("limit", limit)
        .param("bytes", BYTES_A_PAGE)
        .query((row, _) -> entry(row))
        .list();
  }

  /**
   * A page of the subjects' entries after the position, in order and of any epoch, as {@link
   * #entriesAfter}; empty at the end. All pages together read the log once.
   */
  List<FeedEntry> entriesOf(Collection<String> subjects, FeedPosition position, int limit) {
    return client
        .sql(
            PAGE_OF_ENTRIES.formatted("(epoch, seq) > (:epoch, :seq) and subject = any(:subjects)"))
        .param("subjects", subjects.toArray(new String[0]))
        .param("epoch", position.epoch())
        .param("seq", position.seq())
        .param("limit", limit)
        .param("bytes", BYTES_A_PAGE)
        .query((row, _) -> entry(row))
        .list();
  }

  /** The entry of a position, if it is there. */
  Optional<FeedEntry> entryAt(FeedPosition position) {
    return client
        .sql(PAGE_OF_ENTRIES.formatted("epoch = :epoch and seq = :seq"))
        .param("epoch", position.epoch())
        .param("seq", position.seq())
        .param("limit", 1)
        .param("bytes", BYTES_A_PAGE)
        .query((row, _) -> entry(row))
        .optional();
  }

  /** The chain's value at a position whose entry is still there. */
  Optional<Hash> chainAt(FeedPosition position) {
    return client
        .sql("select chain from feed_entry where epoch = :epoch and seq = :seq")
        .param("epoch", position.epoch())
        .param("seq", position.seq())
        .query((row, _) -> hash(row, "chain"))
        .optional();
  }

  /** Whether nothing was ever published here. */
  boolean isUntouched() {
    return client
        .sql(
            """
            select not exists (select from feed_head) and not exists (select from feed_checkpoint)
               and not exists (select from feed_entry) and not exists (select from license_current)
            """)
        .query(Boolean.class)
        .single();
  }

  /** Writes the first head; nothing happens when another console was faster. */
  void begin(FeedState state) {
    client
        .sql(
            """
            insert into feed_head (epoch, seq, chain, root) values (:epoch, :seq, :chain, :root)
              on conflict do nothing
            """)
        .param("epoch", state.position().epoch())
        .param("seq", state.position().seq())
        .param("chain", state.chain().toByteArray())
        .param("root", state.root().toByteArray())
        .update();
  }

  void prune() {
    client.sql("select prune_feed()").query((_, _) -> 0).list();
  }

  /** How many entries stand beyond the head, where no console puts any. */
  long entriesBeyondHead() {
    return count(
        client.sql(
            """
            select count(*) as count from feed_entry e, feed_head h
             where (e.epoch, e.seq) > (h.epoch, h.seq)
            """));
  }

  /** How many rows of the current set can be no document's, by their size. */
  long unfitCurrent() {
    return count(
        client.sql(
            "select count(*) as count from license_current where (%s) is not true"
                .formatted(FITS)));
  }

  /** Takes those rows away; under the feed's lock. */
  long discardUnfitCurrent() {
    return count(client.sql("select discard_unfit_current() as count"));
  }

  /** Takes away what stands beyond the head; under the feed's lock. */
  long discardEntriesBeyondHead() {
    return count(client.sql("select discard_entries_beyond_head() as count"));
  }

  /** Takes the subjects' rows out of the current set; under the feed's lock. */
  long discardCurrent(Collection<String> subjects) {
    return count(
        client
            .sql("select discard_current(:subjects) as count")
            .param("subjects", subjects.toArray(new String[0])));
  }

  private static long count(JdbcClient.StatementSpec statement) {
    return statement.query((row, _) -> row.getLong("count")).single();
  }

  private static FeedHead head(ResultSet row) throws SQLException {
    return new FeedHead(
        position(row),
        hash(row, "chain"),
        hash(row, "root"),
        hash(row, "audit_head"),
        PgTime.required(row, "database_time"));
  }

  private static CurrentRow currentRow(ResultSet row) throws SQLException {
    return new CurrentRow(
        row.getString("subject"),
        isRemoval(row),
        row.getLong("version"),
        document(row, row.getString("payload_type")),
        row.getBoolean("hashed"));
  }

  private static FeedEntry entry(ResultSet row) throws SQLException {
    return new FeedEntry(
        position(row),
        isRemoval(row),
        row.getString("subject"),
        row.getLong("version"),
        document(row, row.getString("payload_type")),
        PgTime.required(row, "published_at"),
        hash(row, "chain"));
  }

  private static SignedDocument document(ResultSet row, String payloadType) throws SQLException {
    return new SignedDocument(
        payloadType, row.getBytes("payload"), row.getString("key_id"), row.getBytes("signature"));
  }

  private static boolean isRemoval(ResultSet row) throws SQLException {
    return row.getString("kind").equals("remove");
  }

  private static FeedPosition position(ResultSet row) throws SQLException {
    return new FeedPosition(row.getLong("epoch"), row.getLong("seq"));
  }

  private static Hash hash(ResultSet row, String column) throws SQLException {
    return Hash.of(row.getBytes(column));
  }
}
