package com.bpmcentr.edge.ops;

import com.bpmcentr.edge.http.JsonText;
import com.bpmcentr.edge.replica.FeedStatus;
import com.bpmcentr.edge.replica.FreshnessClock;
import com.bpmcentr.edge.replica.LicenseReplica;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Freshness;
import java.util.Locale;

/** The truth about this edge at this moment, worked out anew at each question. */
public final class HealthReport {

  private final String edgeId;
  private final LicenseReplica replica;
  private final FreshnessClock freshness;
  private final FeedStatus feed;
  private final Draining draining;

  /** A report on these parts. */
  public HealthReport(
      String edgeId,
      LicenseReplica replica,
      FreshnessClock freshness,
      FeedStatus feed,
      Draining draining) {
    this.edgeId = edgeId;
    this.replica = replica;
    this.freshness = freshness;
    this.feed = feed;
    this.draining = draining;
  }

  /**
   * Whether checks should be sent here. Staleness alone does not count: a long outage would take
   * every edge out of service at once.
   */
  boolean isReady() {
    return replica.ready() && !freshness.freshness().pastHardEnd() && !draining.hasBegun();
  }

  /** The body of {@code GET /health/ready}. */
  String toJson() {
    FeedPosition position = replica.position();
    Freshness now = freshness.freshness();
    FeedStatus.LastAlarm alarm = feed.lastAlarm();
    JsonText json =
        new JsonText()
            .field("status", isReady() ? "ready" : "not_ready")
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
