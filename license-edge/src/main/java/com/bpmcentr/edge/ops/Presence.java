package com.bpmcentr.edge.ops;

import com.bpmcentr.edge.replica.FeedAlarm;
import com.bpmcentr.edge.replica.FeedStatus;
import com.bpmcentr.edge.replica.FreshnessClock;
import com.bpmcentr.edge.replica.LicenseReplica;
import com.bpmcentr.license.FeedPosition;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the console that this edge lives, how far it has come and what its alarms are: a heartbeat
 * every five seconds, a receipt whenever more is kept for good, at most ten a second. What could
 * not be told is told again as soon as the database answers; only the newest position matters.
 */
public final class Presence {

  private static final Logger log = LoggerFactory.getLogger(Presence.class);

  /** Told beside the alarms: what is receipted is in memory alone. */
  private static final String NOTHING_KEPT = "nothing_kept";

  private static final long HEARTBEAT_MILLIS = 5_000;
  private static final long RECEIPT_MILLIS = 100;

  /** While the database does not take them. */
  private static final long RETRY_MILLIS = 1_000;

  private final Vertx vertx;
  private final Context context;
  private final PgPresence database;
  private final LicenseReplica replica;
  private final FreshnessClock freshness;
  private final FeedStatus status;
  private final boolean keeps;

  private volatile @Nullable FeedPosition kept;
  private @Nullable FeedPosition told;
  private boolean resting;
  private boolean unreachable;

  /**
   * A presence that says nothing yet.
   *
   * @param keeps whether what is applied is kept on a disk
   */
  public Presence(
      Vertx vertx,
      Context context,
      PgPresence database,
      LicenseReplica replica,
      FreshnessClock freshness,
      FeedStatus status,
      boolean keeps) {
    this.vertx = vertx;
    this.context = context;
    this.database = database;
    this.replica = replica;
    this.freshness = freshness;
    this.status = status;
    this.keeps = keeps;
  }

  /** Begins to tell. */
  public void start() {
    context.runOnContext(
        here -> {
          heartbeat();
          vertx.setPeriodic(HEARTBEAT_MILLIS, timer -> heartbeat());
        });
  }

  /** Everything up to the position is applied and kept; from any thread. */
  public void kept(FeedPosition position) {
    kept = position;
    context.runOnContext(here -> tellPosition());
  }

  private void tellPosition() {
    FeedPosition position = kept;
    if (resting || position == null || position.equals(told)) {
      return;
    }
    if (told == null) {
      // the console shows how an edge stands as soon as it stands somewhere
      heartbeat();
    }
    resting = true;
    database
        .receipt(position)
        .onSuccess(written -> told = position)
        .onComplete(this::noteReachability)
        // a position that moves meanwhile, or that could not be told, has its turn after the rest
        .onComplete(
            done ->
                vertx.setTimer(
                    done.succeeded() ? RECEIPT_MILLIS : RETRY_MILLIS, timer -> rested()));
  }

  private void rested() {
    resting = false;
    tellPosition();
  }

  private void heartbeat() {
    FeedPosition position = replica.position();
    Long age = position == null ? null : freshness.freshness().age().toSeconds();
    database.heartbeat(position, age, replica.size(), alarms()).onComplete(this::noteReachability);
  }

  private List<String> alarms() {
    return Stream.concat(
            Arrays.stream(FeedAlarm.values()).filter(status::isRaised).map(FeedAlarm::label),
            keeps ? Stream.empty() : Stream.of(NOTHING_KEPT))
        .toList();
  }

  private void noteReachability(AsyncResult<Void> done) {
    if (done.failed() && !unreachable) {
      log.warn("receipts and heartbeats cannot be written: {}", done.cause().getMessage());
    }
    unreachable = done.failed();
  }
}
