package com.bpmcentr.edge.replica;

import com.bpmcentr.edge.database.DatabaseUrl;
import com.bpmcentr.edge.database.PgLink;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.SignedDocument;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private static final int STATEMENT_MILLIS = 10_000;

  private static final String LISTEN =
      """
      listen feed; listen claim
      """;

  /**
   * Claims that a look shows. A console that is away for long leaves more, and each look would take
   * longer than it may; of the others an edge asks the database at their next use.
   */
  private static final int MOST_CLAIMS = 10_000;

  private static final String HEAD =
      """
      select checkpoint.*, clock_timestamp() as database_time, claims.*
        from (%s) as checkpoint
             cross join (select array_agg(subscription_id::text) as claimed,
                                array_agg(account) as accounts
                           from (select * from unsigned_claim limit %d) as shown) as claims
      """
          .formatted(PgRows.CHECKPOINT, MOST_CLAIMS);

  /** Ends with the entry that reaches the bytes, so that there is always one if there is any. */
  private static final String ENTRIES =
      """
      select epoch, seq, kind, subject, version, payload_type, key_id, payload, signature,
             chain, published_at
        from (select *, sum(octet_length(payload)) over (order by seq) as bytes
                from (select epoch, seq, published_at,
                             case when octet_length(chain) = 32 then chain else sha256('') end
                               as chain,
                             %s
                        from feed_entry
                       where epoch = $1 and seq > $2
                       order by seq
                       limit $3) as page) as summed
       where bytes - octet_length(payload) < $4
       order by seq
      """
          .formatted(PgRows.DOCUMENT);

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
   * @param databaseTime what the database's clock said
   */
  record Head(SignedDocument checkpoint, Map<String, String> claims, Instant databaseTime) {}

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
   * they have {@link PgRows#BYTES_A_PAGE}.
   */
  List<FeedEntry> entriesAfter(FeedPosition position, int limit) throws FeedUnavailableException {
    return await(connection -> entriesAfter(connection, position, limit));
  }

  private static Future<List<FeedEntry>> entriesAfter(
      PgConnection connection, FeedPosition position, int limit) {
    Tuple parameters = Tuple.of(position.epoch(), position.seq(), limit, PgRows.BYTES_A_PAGE);
    return PgRows.list(connection, ENTRIES, parameters, PgRows::entry);
  }

  /**
   * The whole current set as it is at this moment, with the checkpoint of this moment; null when as
   * many edges are reading already as may.
   */
  @Nullable PgSetReading readSet(PgSetReading.Purpose purpose) throws FeedUnavailableException {
    return PgSetReading.begin(link, purpose);
  }

  private static void listen(PgConnection connection, Runnable doorbell) {
    connection.notificationHandler(notification -> doorbell.run());
    // a notification between two connections is lost, so a new one is a reason to look as well
    connection.query(LISTEN).execute().onSuccess(listening -> doorbell.run());
  }

  private <T extends @Nullable Object> T await(Function<PgConnection, Future<T>> work)
      throws FeedUnavailableException {
    return PgRows.await(link.runPatiently(POLL_DEADLINE_MILLIS, work));
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
    Instant databaseTime = row.getOffsetDateTime("database_time").toInstant();
    return new Head(PgRows.checkpoint(row), claims, databaseTime);
  }

  @Override
  public void close() {
    link.close();
  }
}
