package com.bpmcentr.edge.replica;

import com.bpmcentr.edge.database.DatabaseUrl;
import com.bpmcentr.edge.database.PgLink;
import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.PayloadType;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SignedDocument;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the feed's tables, and rings the doorbell when PostgreSQL notifies. Nothing that it returns
 * is to be believed yet.
 *
 * <p>Its methods wait for their answer and belong to the feed's thread; each has a deadline. All
 * reading and listening is on one connection, so that the poll every second is also what shows that
 * the doorbell still works.
 */
public final class PgFeed implements AutoCloseable {

  private static final long POLL_DEADLINE_MILLIS = 1_500;
  private static final long PAGE_DEADLINE_MILLIS = 10_000;
  private static final int STATEMENT_MILLIS = 10_000;

  /**
   * A page ends with the document that reaches so many bytes of payload. A usual page of 500 has
   * less than a tenth of it; of the largest documents there are, 500 would be 6 GB.
   */
  static final int BYTES_A_PAGE = 8 * 1024 * 1024;

  /** One that the database reads, one on its way, while a third is looked at. */
  private static final int PAGES_AHEAD = 2;

  private static final String LISTEN =
      """
      listen feed; listen claim
      """;

  private static final String BEGIN =
      """
      begin isolation level repeatable read read only
      """;

  private static final String END =
      """
      rollback
      """;

  private static final String HEAD =
      """
      select payload, key_id, signature,
             (select array_agg(subscription_id::text order by subscription_id)
                from unsigned_claim) as claimed,
             (select array_agg(account order by subscription_id)
                from unsigned_claim) as accounts
        from feed_checkpoint
      """;

  /** Ends with the entry that reaches the bytes, so that there is always one if there is any. */
  private static final String ENTRIES =
      """
      select epoch, seq, kind, subject, version, payload_type, key_id, payload, signature,
             chain, published_at
        from (select *, sum(octet_length(payload)) over (order by seq) as bytes
                from (select epoch, seq, kind, subject, version, payload_type, key_id, payload,
                             signature, chain, published_at
                        from feed_entry
                       where epoch = $1 and seq > $2
                       order by seq
                       limit $3) as page) as summed
       where bytes - octet_length(payload) < $4
       order by seq
      """;

  private static final String BUCKET_HASHES =
      """
      select bucket, hash
        from feed_bucket
      """;

  private static final String BUCKET =
      """
      select subject, kind, version, payload_type, key_id, payload, signature
        from (select *, sum(octet_length(payload)) over (order by subject) as bytes
                from (select subject, kind, version, payload_type, key_id, payload, signature
                        from license_current
                       where subject_bucket(subject) = $1 and subject > $2
                       order by subject
                       limit $3) as page) as summed
       where bytes - octet_length(payload) < $4
       order by subject
      """;

  private static final String CHECKPOINT =
      """
      select payload, key_id, signature
        from feed_checkpoint
      """;

  private static final String CURRENT =
      """
      select subject, kind, version, payload_type, key_id, payload, signature
        from (select *, sum(octet_length(payload)) over (order by subject) as bytes
                from (select subject, kind, version, payload_type, key_id, payload, signature
                        from license_current
                       where subject > $1
                       order by subject
                       limit $2) as page) as summed
       where bytes - octet_length(payload) < $3
       order by subject
      """;

  /**
   * Whatever the row says of its payload's hash: the checkpoint's root decides whether it is so.
   */
  private static final String DECLARE_INDEX =
      """
      declare set_index no scroll cursor for
        select subject, version, payload_hash
          from license_current
      """;

  private static final String FETCH_INDEX =
      """
      fetch 10000 from set_index
      """;

  private static final String DECLARE_ROWS =
      """
      declare set_rows no scroll cursor for
        select subject, kind, version, payload_type, key_id, payload, signature
          from license_current
      """;

  private static final String FETCH_ROWS =
      """
      fetch 1000 from set_rows
      """;

  private final PgLink link;

  /**
   * A feed that connects when it is first read.
   *
   * @param name how PostgreSQL lists the connection
   * @param doorbell rung at each notification and each new connection
   */
  public PgFeed(Vertx vertx, Context context, DatabaseUrl url, String name, Runnable doorbell) {
    this.link =
        new PgLink(
            vertx,
            context,
            url,
            name,
            STATEMENT_MILLIS,
            connection -> listen(connection, doorbell));
  }

  /**
   * The newest checkpoint and the claims that no license says yet, read at one moment.
   *
   * @param checkpoint the signed checkpoint
   * @param claims account by subscription
   */
  record Head(SignedDocument checkpoint, Map<String, String> claims) {}

  /**
   * The head, and what stands beyond a place in the feed.
   *
   * @param head null while nothing has ever been published
   * @param entries the first entries beyond the place; empty when none was named
   */
  record News(@Nullable Head head, List<FeedEntry> entries) {}

  /** The head, and a page of entries after the position; one round trip for both. */
  News news(@Nullable FeedPosition after, int limit) throws FeedUnavailableException {
    return await(
        POLL_DEADLINE_MILLIS,
        connection -> {
          // one behind the other on the one connection, so the entries are not older than the head
          Future<@Nullable Head> head = connection.preparedQuery(HEAD).execute().map(PgFeed::head);
          Future<List<FeedEntry>> entries =
              after == null
                  ? Future.succeededFuture(List.of())
                  : entriesAfter(connection, after, limit);
          return Future.all(head, entries).map(both -> new News(head.result(), entries.result()));
        });
  }

  /**
   * A page of entries after the position in its epoch, in order: at most so many, and no more once
   * they have {@link #BYTES_A_PAGE}.
   */
  List<FeedEntry> entriesAfter(FeedPosition position, int limit) throws FeedUnavailableException {
    return await(POLL_DEADLINE_MILLIS, connection -> entriesAfter(connection, position, limit));
  }

  private static Future<List<FeedEntry>> entriesAfter(
      PgConnection connection, FeedPosition position, int limit) {
    Tuple parameters = Tuple.of(position.epoch(), position.seq(), limit, BYTES_A_PAGE);
    return list(connection, ENTRIES, parameters, PgFeed::entry);
  }

  /**
   * A page of current documents of subjects after the given one, in order: at most so many, and no
   * more once they have {@link #BYTES_A_PAGE}.
   */
  List<CurrentDocument> currentAfter(String subject, int limit) throws FeedUnavailableException {
    return await(
        PAGE_DEADLINE_MILLIS,
        connection ->
            list(connection, CURRENT, Tuple.of(subject, limit, BYTES_A_PAGE), PgFeed::currentRow));
  }

  /** The whole current set as it is at this moment, with the checkpoint of this moment. */
  SetReading readSet() throws FeedUnavailableException {
    return new SetReading();
  }

  /**
   * A reading of the current set, in one transaction and therefore of one moment. A connection that
   * is lost meanwhile fails the reading: the next one knows nothing of its cursors.
   */
  final class SetReading implements SetSource, AutoCloseable {

    private final @Nullable SignedDocument checkpoint;

    private SetReading() throws FeedUnavailableException {
      await(PAGE_DEADLINE_MILLIS, connection -> connection.query(BEGIN).execute());
      try {
        checkpoint =
            await(
                PAGE_DEADLINE_MILLIS,
                connection -> connection.query(CHECKPOINT).execute().map(PgFeed::onlyCheckpoint));
      } catch (FeedUnavailableException e) {
        close();
        throw e;
      }
    }

    @Override
    public @Nullable SignedDocument checkpoint() {
      return checkpoint;
    }

    @Override
    public Pages<IndexRow> index() throws FeedUnavailableException {
      return new FetchedPages<>(DECLARE_INDEX, FETCH_INDEX, PgFeed::indexRow);
    }

    @Override
    public Pages<CurrentDocument> rows() throws FeedUnavailableException {
      return new FetchedPages<>(DECLARE_ROWS, FETCH_ROWS, PgFeed::currentRow);
    }

    /** The hashes of all buckets as the table says them; a bucket without a row holds nothing. */
    List<Hash> bucketHashes() throws FeedUnavailableException {
      List<Hash> hashes =
          new ArrayList<>(Collections.nCopies(SetTree.BUCKETS, new SetTree().bucketHash(0)));
      await(PAGE_DEADLINE_MILLIS, connection -> connection.preparedQuery(BUCKET_HASHES).execute())
          .forEach(row -> hashes.set(row.getInteger("bucket"), Hash.of(bytes(row, "hash"))));
      return hashes;
    }

    /** A page of one bucket's documents after the given subject, as {@link #currentAfter}. */
    List<CurrentDocument> bucketAfter(int bucket, String subject, int limit)
        throws FeedUnavailableException {
      return await(
          PAGE_DEADLINE_MILLIS,
          connection ->
              list(
                  connection,
                  BUCKET,
                  Tuple.of(bucket, subject, limit, BYTES_A_PAGE),
                  PgFeed::currentRow));
    }

    @Override
    public void close() {
      link.run(PAGE_DEADLINE_MILLIS, connection -> connection.query(END).execute());
    }
  }

  /** Rows by the page; the following pages are on their way while one is looked at. */
  final class FetchedPages<T> implements SetSource.Pages<T> {

    private final String fetch;
    private final Function<Row, T> read;
    private final Queue<Future<List<T>>> coming = new ArrayDeque<>();

    private FetchedPages(String declare, String fetch, Function<Row, T> read)
        throws FeedUnavailableException {
      this.fetch = fetch;
      this.read = read;
      await(PAGE_DEADLINE_MILLIS, connection -> connection.query(declare).execute());
      for (int i = 0; i < PAGES_AHEAD; i++) {
        coming.add(fetch());
      }
    }

    @Override
    public List<T> next() throws FeedUnavailableException {
      coming.add(fetch());
      return join(coming.remove());
    }

    private Future<List<T>> fetch() {
      return link.run(
          PAGE_DEADLINE_MILLIS, connection -> list(connection, fetch, Tuple.tuple(), read));
    }
  }

  private static void listen(PgConnection connection, Runnable doorbell) {
    connection.notificationHandler(notification -> doorbell.run());
    // a notification between two connections is lost, so a new one is a reason to look as well
    connection.query(LISTEN).execute().onSuccess(listening -> doorbell.run());
  }

  private static <T> Future<List<T>> list(
      PgConnection connection, String sql, Tuple parameters, Function<Row, T> read) {
    return connection
        .preparedQuery(sql)
        .execute(parameters)
        .map(
            rows -> {
              List<T> list = new ArrayList<>(rows.size());
              rows.forEach(row -> list.add(read.apply(row)));
              return list;
            });
  }

  private <T extends @Nullable Object> T await(
      long deadline, Function<PgConnection, Future<T>> work) throws FeedUnavailableException {
    return join(link.run(deadline, work));
  }

  private static <T extends @Nullable Object> T join(Future<T> future)
      throws FeedUnavailableException {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw new FeedUnavailableException(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FeedUnavailableException(e);
    }
  }

  private static @Nullable Head head(RowSet<Row> rows) {
    if (rows.size() == 0) {
      return null;
    }
    Row row = rows.iterator().next();
    Map<String, String> claims = new HashMap<>();
    String[] subscriptions = row.getArrayOfStrings("claimed");
    String[] accounts = row.getArrayOfStrings("accounts");
    for (int i = 0; subscriptions != null && i < subscriptions.length; i++) {
      claims.put(subscriptions[i], accounts[i]);
    }
    return new Head(checkpoint(row), claims);
  }

  private static @Nullable SignedDocument onlyCheckpoint(RowSet<Row> rows) {
    return rows.size() == 0 ? null : checkpoint(rows.iterator().next());
  }

  private static SignedDocument checkpoint(Row row) {
    return document(row, PayloadType.CHECKPOINT.mediaType());
  }

  private static FeedEntry entry(Row row) {
    return new FeedEntry(
        new FeedPosition(row.getLong("epoch"), row.getLong("seq")),
        isRemoval(row),
        row.getString("subject"),
        row.getLong("version"),
        document(row, row.getString("payload_type")),
        row.get(OffsetDateTime.class, "published_at").toInstant(),
        Hash.of(bytes(row, "chain")));
  }

  private static SetSource.IndexRow indexRow(Row row) {
    return new SetSource.IndexRow(
        row.getString("subject"), row.getLong("version"), Hash.of(bytes(row, "payload_hash")));
  }

  private static CurrentDocument currentRow(Row row) {
    return new CurrentDocument(
        row.getString("subject"),
        isRemoval(row),
        row.getLong("version"),
        document(row, row.getString("payload_type")));
  }

  private static boolean isRemoval(Row row) {
    return row.getString("kind").equals("remove");
  }

  private static SignedDocument document(Row row, String payloadType) {
    return new SignedDocument(
        payloadType, bytes(row, "payload"), row.getString("key_id"), bytes(row, "signature"));
  }

  private static byte[] bytes(Row row, String column) {
    return row.get(Buffer.class, column).getBytes();
  }

  @Override
  public void close() {
    link.close();
  }
}
