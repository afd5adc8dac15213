package com.bpmcentr.edge.ops;

import com.bpmcentr.edge.http.JsonText;
import com.bpmcentr.edge.replica.FeedStatus;
import com.bpmcentr.edge.replica.FreshnessClock;
import com.bpmcentr.edge.replica.LicenseReplica;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Freshness;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The truth about this edge at this moment, worked out anew at each question. */
public final class HealthReport {

  private final String edgeId;
  private final LicenseReplica replica;
  private final FreshnessClock freshness;
  private final FeedStatus feed;
  private final Draining draining;
  private final LoopWatch loops;

  /** A report on these parts. */
  public HealthReport(
      String edgeId,
      LicenseReplica replica,
      FreshnessClock freshness,
      FeedStatus feed,
      Draining draining,
      LoopWatch loops) {
    this.edgeId = edgeId;
    this.replica = replica;
    this.freshness = freshness;
    this.feed = feed;
    this.draining = draining;
    this.loops = loops;
  }

  /**
   * Whether checks should be sent here. Staleness alone does not count: a long outage would take
   * every edge out of service at once.
   */
  boolean isReady() {
    return reasonAgainst() == null;
  }

  private @Nullable String reasonAgainst() {
    if (draining.hasBegun()) {
      return "stopping";
    }
    if (!loops.isReady()) {
      return "event_loop_hangs";
    }
    if (!replica.ready()) {
      return "no_set";
    }
    return freshness.freshness().pastHardEnd() ? "past_hard_end" : null;
  }

  /** Whether the process can be expected to answer checks again without being started anew. */
  boolean isLive() {
    return loops.isLive();
  }

  /** The body of {@code GET /health/ready}. */
  String toJson() {
    FeedPosition position = replica.position();
    Freshness now = freshness.freshness();
    FeedStatus.LastAlarm alarm = feed.lastAlarm();
    String reason = reasonAgainst();
    JsonText json =
        new JsonText()
            .field("status", reason == null ? "ready" : "not_ready")
            .field("reason", reason)
            .field("edgeId", edgeId)
            .field("position", position == null ? null : position.toString());
    if (position == null) {
      json.field("ageSeconds", (String) null);
    } else {
      json.field("ageSeconds", now.age().toSeconds());
    }
    return json.field("setSize", replica.size())
        .field("rootMatches", feed.rootMatches())
        .field("feed", feed.state().name().toLowerCase(Locale.ROOT))
        .field("clockBehind", now.clockBehind())
        .field("lastAlarm", alarm == null ? null : alarm.alarm().label())
        .field("lastAlarmAt", alarm == null ? null : alarm.at().toString())
        .end();
  }
}
