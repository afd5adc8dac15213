package com.bpmcentr.edge.replica;

import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.Limits;
import com.bpmcentr.license.PayloadType;
import com.bpmcentr.license.SignedDocument;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What rows of the feed's tables say. Nothing of it is to be believed yet, and no column may be
 * longer than it can rightly be: whoever writes the tables may put anything there.
 */
final class PgRows {

  /**
   * A page ends with the document that reaches so many bytes of payload. A usual page of 500 has
   * less than a tenth of it; of the largest documents there are, 500 would be 6 GB.
   */
  static final int BYTES_A_PAGE = 8 * 1024 * 1024;

  /**
   * A document's columns, cut off where they are too long: then nobody has signed them. A payload
   * that is too long is empty, as nothing of it is worth the way.
   */
  static final String DOCUMENT =
      """
      left(kind, 10) as kind, left(subject, 200) as subject, version, left(payload_type, 200) as payload_type,
      left(key_id, 200) as key_id, substr(signature, 1, 200) as signature,
      case when octet_length(payload) <= %d then payload else '' end as payload
      """
          .formatted(Limits.PAYLOAD_BYTES);

  /** One row, or none while nothing has ever been published. */
  static final String CHECKPOINT =
      """
      select left(key_id, 200) as key_id, substr(signature, 1, 200) as signature,
             case when octet_length(payload) <= 65536 then payload else '' end as payload
        from feed_checkpoint
      """;

  private PgRows() {}

  /** The rows of an answer, in their order. */
  static <T> Future<List<T>> list(
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

  /** Waits for the answer; each piece of work has a deadline. */
  static <T extends @Nullable Object> T await(Future<T> answer) throws FeedUnavailableException {
    try {
      return answer.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw new FeedUnavailableException(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FeedUnavailableException(e);
    }
  }

  static SignedDocument checkpoint(Row row) {
    return document(row, PayloadType.CHECKPOINT.mediaType());
  }

  static FeedEntry entry(Row row) {
    return new FeedEntry(
        new FeedPosition(row.getLong("epoch"), row.getLong("seq")),
        isRemoval(row),
        row.getString("subject"),
        row.getLong("version"),
        document(row, row.getString("payload_type")),
        row.get(OffsetDateTime.class, "published_at").toInstant(),
        Hash.of(bytes(row, "chain")));
  }

  static CurrentDocument current(Row row) {
    return new CurrentDocument(
        row.getString("subject"),
        isRemoval(row),
        row.getLong("version"),
        document(row, row.getString("payload_type")));
  }

  static byte[] bytes(Row row, String column) {
    return row.get(Buffer.class, column).getBytes();
  }

  private static boolean isRemoval(Row row) {
    return row.getString("kind").equals("remove");
  }

  private static SignedDocument document(Row row, String payloadType) {
    return new SignedDocument(
        payloadType, bytes(row, "payload"), row.getString("key_id"), bytes(row, "signature"));
  }
}
