package com.bpmcentr.edge.replica;

import com.bpmcentr.edge.database.DatabaseUrl;
import com.bpmcentr.edge.database.PgLink;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.PayloadType;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private static final String LISTEN =
      """
      listen feed; listen claim
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

  private static final String ENTRIES =
      """
      select epoch, seq, kind, subject, version, payload_type, key_id, payload, signature,
             chain, published_at
        from feed_entry
       where epoch = $1 and seq > $2
       order by seq
       limit $3
      """;

  private static final String CURRENT =
      """
      select subject, kind, version, payload_type, key_id, payload, signature
        from license_current
       where subject > $1
       order by subject
       limit $2
      """;

  private final PgLink link;

  /**
   * A feed that connects when it is first read.
   *
   * @param doorbell rung at each notification and each new connection
   */
  public PgFeed(Vertx vertx, Context context, DatabaseUrl url, String edgeId, Runnable doorbell) {
    this.link =
        new PgLink(
            vertx,
            context,
            url,
            edgeId + " feed",
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

  /** A subject's newest document, as its row says. */
  record CurrentRow(String subject, boolean removal, long version, SignedDocument document) {}

  /** The head; null while nothing has ever been published. */
  @Nullable Head head() throws FeedUnavailableException {
    return await(
        POLL_DEADLINE_MILLIS,
        connection ->
            connection.query(HEAD).execute().map(rows -> rows.size() == 0 ? null : head(rows)));
  }

  /** Entries after the position in its epoch, in order, at most so many. */
  List<FeedEntry> entriesAfter(FeedPosition position, int limit) throws FeedUnavailableException {
    return rows(
        POLL_DEADLINE_MILLIS,
        ENTRIES,
        Tuple.of(position.epoch(), position.seq(), limit),
        PgFeed::entry);
  }

  /** Current documents of subjects after the given one, in order, at most so many. */
  List<CurrentRow> currentAfter(String subject, int limit) throws FeedUnavailableException {
    return rows(PAGE_DEADLINE_MILLIS, CURRENT, Tuple.of(subject, limit), PgFeed::currentRow);
  }

  private static void listen(PgConnection connection, Runnable doorbell) {
    connection.notificationHandler(notification -> doorbell.run());
    // a notification between two connections is lost, so a new one is a reason to look as well
    connection.query(LISTEN).execute().onSuccess(listening -> doorbell.run());
  }

  private <T> List<T> rows(long deadline, String sql, Tuple parameters, Function<Row, T> read)
      throws FeedUnavailableException {
    return await(
        deadline,
        connection ->
            connection
                .preparedQuery(sql)
                .execute(parameters)
                .map(
                    rows -> {
                      List<T> list = new ArrayList<>(rows.size());
                      rows.forEach(row -> list.add(read.apply(row)));
                      return list;
                    }));
  }

  private <T extends @Nullable Object> T await(
      long deadline, Function<PgConnection, Future<T>> work) throws FeedUnavailableException {
    try {
      return link.run(deadline, work).toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw new FeedUnavailableException(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FeedUnavailableException(e);
    }
  }

  private static Head head(RowSet<Row> rows) {
    Row row = rows.iterator().next();
    Map<String, String> claims = new HashMap<>();
    String[] subscriptions = row.getArrayOfStrings("claimed");
    String[] accounts = row.getArrayOfStrings("accounts");
    for (int i = 0; subscriptions != null && i < subscriptions.length; i++) {
      claims.put(subscriptions[i], accounts[i]);
    }
    return new Head(document(row, PayloadType.CHECKPOINT.mediaType()), claims);
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

  private static CurrentRow currentRow(Row row) {
    return new CurrentRow(
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
