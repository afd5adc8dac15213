package com.bpmcentr.console.api;

import com.bpmcentr.console.edge.EdgeRow;
import com.bpmcentr.console.edge.EdgeState;
import com.bpmcentr.license.FeedPosition;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An edge that was heard from within the last 24 hours.
 *
 * @param state {@code live}, or {@code lost} after 30 silent seconds
 * @param position how far it has applied the feed
 * @param behind how many entries it lacks
 * @param mayAnswerValidUntil of a lost one, for paid connectors
 * @param alarms what it says is wrong, as its metrics name it
 */
@Schema(name = "Edge")
record EdgeJson(
    String edgeId,
    String region,
    String version,
    EdgeState state,
    @Nullable String position,
    @Nullable Long behind,
    @Nullable Long lagMillis,
    @Nullable Long ageSeconds,
    long setSize,
    Instant heardAt,
    @Nullable Instant mayAnswerValidUntil,
    List<String> alarms) {

  static EdgeJson of(EdgeRow edge) {
    return new EdgeJson(
        edge.edgeId(),
        edge.region(),
        edge.version(),
        edge.state(),
        text(edge.position()),
        edge.behind(),
        edge.lagMillis(),
        edge.ageSeconds(),
        edge.setSize(),
        edge.heardAt(),
        edge.mayAnswerValidUntil(),
        edge.alarms());
  }

  private static @Nullable String text(@Nullable FeedPosition position) {
    return position == null ? null : position.toString();
  }
}
