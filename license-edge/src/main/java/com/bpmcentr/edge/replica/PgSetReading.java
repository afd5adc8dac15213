package com.bpmcentr.edge.replica;

import com.bpmcentr.edge.database.PgLink;
import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SignedDocument;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A reading of the current set, in one transaction and therefore of one moment. A connection that
 * is lost meanwhile fails the reading: the next one knows nothing of its cursors.
 *
 * <p>It has a place, of which there are few for all edges of the database together: else all that
 * lose their set at one moment would read it at one moment. A place is an advisory lock of the
 * transaction. So it is free when the reading ends, and when the session does: since the edge is
 * gone, or hangs (the role's idle_in_transaction_session_timeout), or has read for half an hour.
 *
 * <p>Pages are limited in rows and in bytes.
 */
final class PgSetReading implements SetSource, AutoCloseable {

  /** How many edges may read at the same time, for each {@link Purpose} apart. */
  static final int PLACES = 4;

  private static final long DEADLINE_MILLIS = 10_000;

  /** One that the database reads, one on its way, while a third is looked at. */
  private static final int PAGES_AHEAD = 2;

  /** What a place is for. */
  enum Purpose {
    /** To hold what is read: at a start, and when what is held is not what it should be. */
    HOLD(7_310_001),
    /** To check signatures of what counts already; a page each time, as it takes many minutes. */
    CHECK(7_310_002);

    private final int lock;

    Purpose(int lock) {
      this.lock = lock;
    }

    /** The places are tried one after the other, until the limit is reached. */
    private String begin() {
      return """
      begin isolation level repeatable read read only;
      set local transaction_timeout = '30min';
      select place
        from generate_series(1, %d) as place
       where pg_try_advisory_xact_lock(%d, place)
       limit 1
      """
          .formatted(PLACES, lock);
    }
  }

  private static final String END =
      """
      rollback
      """;

  private static final String BUCKET_HASHES =
      """
      select bucket, hash
        from feed_bucket
       where octet_length(hash) = 32
      """;

  private static final String CURRENT =
      """
      select kind, subject, version, payload_type, key_id, payload, signature
        from (select *, sum(octet_length(payload)) over (order by subject) as bytes
                from (select %s
                        from license_current
                       where subject > $1 and octet_length(subject) <= 200
                       order by license_current.subject
                       limit $2) as page) as summed
       where bytes - octet_length(payload) < $3
       order by subject
      """
          .formatted(PgRows.DOCUMENT);

  private static final String BUCKET =
      """
      select kind, subject, version, payload_type, key_id, payload, signature
        from (select *, sum(octet_length(payload)) over (order by subject) as bytes
                from (select %s
                        from license_current
                       where subject_bucket(subject) = $1 and subject > $2
                             and octet_length(subject) <= 200
                       order by license_current.subject
                       limit $3) as page) as summed
       where bytes - octet_length(payload) < $4
       order by subject
      """
          .formatted(PgRows.DOCUMENT);

  /**
   * Whatever the row says of its payload's hash: the checkpoint's root decides whether it is so. A
   * row whose subject is longer than any, or none, is in no set.
   */
  private static final String DECLARE_INDEX =
      """
      declare set_index no scroll cursor for
        select subject, version, payload_hash
          from license_current
         where octet_length(subject) between 1 and 200 and octet_length(payload_hash) = 32
      """;

  private static final String FETCH_INDEX =
      """
      fetch 10000 from set_index
      """;

  /**
   * Of a row that is larger than usual, only where it is: a thousand of the others have {@link
   * PgRows#BYTES_A_PAGE} at most.
   */
  private static final String DECLARE_ROWS =
      """
      declare set_rows no scroll cursor for
        select case when usual then null else spot::text end as spot, kind, version,
               case when usual then subject end as subject,
               case when usual then payload_type end as payload_type,
               case when usual then key_id end as key_id,
               case when usual then payload end as payload,
               case when usual then signature end as signature
          from (select *, ctid as spot,
                       octet_length(payload)::bigint + octet_length(signature)
                         + octet_length(subject) + octet_length(payload_type)
                         + octet_length(key_id) <= %d as usual
                  from license_current
                offset 0) as measured
      """
          .formatted(PgRows.BYTES_A_PAGE / 1_000);

  private static final String FETCH_ROWS =
      """
      fetch 1000 from set_rows
      """;

  /** Larger rows by where they are, which does not change within the transaction. */
  private static final String LARGE_ROWS =
      """
      select spot::text, kind, subject, version, payload_type, key_id, payload, signature
        from (select *, sum(octet_length(payload)) over (order by spot) as bytes
                from (select ctid as spot, %s
                        from license_current
                       where ctid = any($1::text[]::tid[])) as page) as summed
       where bytes - octet_length(payload) < $2
       order by spot
      """
          .formatted(PgRows.DOCUMENT);

  private final PgLink link;

  private PgSetReading(PgLink link) {
    this.link = link;
  }

  /** A reading as of this moment; null when there is no place. */
  static @Nullable PgSetReading begin(PgLink link, Purpose purpose)
      throws FeedUnavailableException {
    PgSetReading reading = new PgSetReading(link);
    boolean hasPlace = false;
    try {
      hasPlace =
          PgRows.await(
              link.run(
                  DEADLINE_MILLIS,
                  connection ->
                      connection.query(purpose.begin()).execute().map(PgSetReading::lastHasRow)));
    } finally {
      if (!hasPlace) {
        reading.close();
      }
    }
    return hasPlace ? reading : null;
  }

  private static boolean lastHasRow(RowSet<Row> first) {
    RowSet<Row> last = first;
    for (RowSet<Row> next = first.next(); next != null; next = next.next()) {
      last = next;
    }
    return last.size() > 0;
  }

  @Override
  public @Nullable SignedDocument checkpoint() throws FeedUnavailableException {
    List<SignedDocument> one = list(PgRows.CHECKPOINT, Tuple.tuple(), PgRows::checkpoint);
    return one.isEmpty() ? null : one.getFirst();
  }

  @Override
  public Pages<IndexRow> index() throws FeedUnavailableException {
    FetchedPages<IndexRow> pages =
        new FetchedPages<>(DECLARE_INDEX, FETCH_INDEX, PgSetReading::indexRow);
    return pages::next;
  }

  @Override
  public Pages<CurrentDocument> rows() throws FeedUnavailableException {
    return new DocumentPages();
  }

  /** The hashes of all buckets as the table says them; a bucket without a row holds nothing. */
  List<Hash> bucketHashes() throws FeedUnavailableException {
    List<Hash> hashes =
        new ArrayList<>(Collections.nCopies(SetTree.BUCKETS, new SetTree().bucketHash(0)));
    list(BUCKET_HASHES, Tuple.tuple(), row -> row)
        .forEach(row -> hashes.set(row.getInteger("bucket"), Hash.of(PgRows.bytes(row, "hash"))));
    return hashes;
  }

  /**
   * A page of documents of subjects after the given one, in order: at most so many, and no more
   * once they have {@link PgRows#BYTES_A_PAGE}.
   */
  List<CurrentDocument> currentAfter(String subject, int limit) throws FeedUnavailableException {
    return list(CURRENT, Tuple.of(subject, limit, PgRows.BYTES_A_PAGE), PgRows::current);
  }

  /** A page of one bucket's documents after the given subject, as {@link #currentAfter}. */
  List<CurrentDocument> bucketAfter(int bucket, String subject, int limit)
      throws FeedUnavailableException {
    return list(BUCKET, Tuple.of(bucket, subject, limit, PgRows.BYTES_A_PAGE), PgRows::current);
  }

  private <T> List<T> list(String sql, Tuple parameters, Function<Row, T> read)
      throws FeedUnavailableException {
    return PgRows.await(listLater(sql, parameters, read));
  }

  private <T> Future<List<T>> listLater(String sql, Tuple parameters, Function<Row, T> read) {
    return link.run(DEADLINE_MILLIS, connection -> PgRows.list(connection, sql, parameters, read));
  }

  private static IndexRow indexRow(Row row) {
    return new IndexRow(
        row.getString("subject"),
        row.getLong("version"),
        Hash.of(PgRows.bytes(row, "payload_hash")));
  }

  /** Frees the place. */
  @Override
  public void close() {
    link.run(DEADLINE_MILLIS, connection -> connection.query(END).execute());
  }

  /** Rows by the page; the following pages are on their way while one is looked at. */
  private final class FetchedPages<T> {

    private final String fetch;
    private final Function<Row, T> read;
    private final Queue<Future<List<T>>> coming = new ArrayDeque<>();

    FetchedPages(String declare, String fetch, Function<Row, T> read)
        throws FeedUnavailableException {
      this.fetch = fetch;
      this.read = read;
      PgRows.await(link.run(DEADLINE_MILLIS, connection -> connection.query(declare).execute()));
      for (int i = 0; i < PAGES_AHEAD; i++) {
        coming.add(listLater(fetch, Tuple.tuple(), read));
      }
    }

    List<T> next() throws FeedUnavailableException {
      coming.add(listLater(fetch, Tuple.tuple(), read));
      return PgRows.await(coming.remove());
    }
  }

  /**
   * A document, or where it is.
   *
   * @param spot of a row that is larger than usual; null otherwise
   */
  private record Found(@Nullable String spot, @Nullable CurrentDocument document) {

    static Found of(Row row) {
      String spot = row.getString("spot");
      return new Found(spot, spot == null ? PgRows.current(row) : null);
    }
  }

  /** A document that is larger than usual, and where it is. */
  private record Large(String spot, CurrentDocument document) {}

  /** All documents: a fetch's usual ones, then its larger ones on pages of their own. */
  private final class DocumentPages implements Pages<CurrentDocument> {

    private final FetchedPages<Found> fetched =
        new FetchedPages<>(DECLARE_ROWS, FETCH_ROWS, Found::of);
    private final Set<String> larger = new HashSet<>();

    DocumentPages() throws FeedUnavailableException {}

    @Override
    public List<CurrentDocument> next() throws FeedUnavailableException {
      while (larger.isEmpty()) {
        List<Found> page = fetched.next();
        page.stream().map(Found::spot).filter(Objects::nonNull).forEach(larger::add);
        List<CurrentDocument> usual =
            page.stream().map(Found::document).filter(Objects::nonNull).toList();
        if (page.isEmpty() || !usual.isEmpty()) {
          return usual;
        }
      }
      Tuple parameters = Tuple.of(larger.toArray(String[]::new), PgRows.BYTES_A_PAGE);
      List<Large> page =
          list(
              LARGE_ROWS, parameters, row -> new Large(row.getString("spot"), PgRows.current(row)));
      page.forEach(large -> larger.remove(large.spot()));
      if (page.isEmpty()) {
        throw new FeedUnavailableException(
            new IllegalStateException("rows have gone from the transaction that showed them"));
      }
      return page.stream().map(Large::document).toList();
    }
  }
}
