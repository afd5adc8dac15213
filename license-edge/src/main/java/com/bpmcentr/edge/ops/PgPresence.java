package com.bpmcentr.edge.ops;

import com.bpmcentr.edge.database.DatabaseUrl;
import com.bpmcentr.edge.database.PgLink;
import com.bpmcentr.license.FeedPosition;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes what the edge tells of itself; the time of each row is the database's own. */
public final class PgPresence implements AutoCloseable {

  private static final long DEADLINE_MILLIS = 2_000;
  private static final int STATEMENT_MILLIS = 1_500;

  private static final String RECEIPT =
      """
      insert into receipt (edge_id, boot_id, epoch, seq)
      values ($1, $2, $3, $4)
      """;

  private static final String HEARTBEAT =
      """
      insert into heartbeat
        (edge_id, boot_id, region, version, epoch, seq, age_seconds, set_size, alarms)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """;

  private final PgLink link;
  private final EdgeIdentity identity;

  /** Who writes: the edge's id, this start of it, where it runs and what. */
  public record EdgeIdentity(String edgeId, UUID bootId, String region, String version) {}

  /** A connection of its own, so that telling never waits behind the feed or a claim. */
  public PgPresence(Vertx vertx, Context context, DatabaseUrl url, EdgeIdentity identity) {
    this.identity = identity;
    this.link =
        new PgLink(
            vertx, context, url, identity.edgeId() + " presence", STATEMENT_MILLIS, opened -> {});
  }

  /** States that the feed up to this position is applied. */
  Future<Void> receipt(FeedPosition position) {
    return insert(
        RECEIPT, Tuple.of(identity.edgeId(), identity.bootId(), position.epoch(), position.seq()));
  }

  /**
   * States that the edge lives.
   *
   * @param position null, told as 0-0, before there is one
   * @param ageSeconds null before there was a checkpoint
   * @param alarms the labels of those that are raised
   */
  Future<Void> heartbeat(
      @Nullable FeedPosition position,
      @Nullable Long ageSeconds,
      long setSize,
      List<String> alarms) {
    return insert(
        HEARTBEAT,
        Tuple.tuple()
            .addString(identity.edgeId())
            .addUUID(identity.bootId())
            .addString(identity.region())
            .addString(identity.version())
            .addLong(position == null ? 0L : position.epoch())
            .addLong(position == null ? 0L : position.seq())
            .addLong(ageSeconds)
            .addLong(setSize)
            .addArrayOfString(alarms.toArray(new String[0])));
  }

  private Future<Void> insert(String sql, Tuple values) {
    return link.run(
        DEADLINE_MILLIS, connection -> connection.preparedQuery(sql).execute(values).mapEmpty());
  }

  @Override
  public void close() {
    link.close();
  }
}
