package com.bpmcentr.console.api;

import com.bpmcentr.console.due.DueStandings;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** How each kind of due work stands. */
@Schema(name = "DueStandings")
record DueStandingsJson(List<Kind> data) {

  /**
   * One kind.
   *
   * @param reachedAt up to when all that fell due is done
   * @param behind whether that is over five minutes ago
   * @param failed how many wait to be tried again
   */
  @Schema(name = "DueStanding")
  record Kind(String work, Instant reachedAt, boolean behind, long failed) {}

  static DueStandingsJson of(List<DueStandings.Standing> standings, Instant now) {
    return new DueStandingsJson(
        standings.stream()
            .map(each -> new Kind(each.work(), each.reached(), each.isBehind(now), each.failed()))
            .toList());
  }
}
