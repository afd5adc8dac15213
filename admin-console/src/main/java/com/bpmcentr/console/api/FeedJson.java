package com.bpmcentr.console.api;

import com.bpmcentr.console.publishing.PublishingAlarm;
import com.bpmcentr.console.recovery.FeedService;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * How the feed stands with the console that was asked.
 *
 * @param open false: nothing can be published until it is started anew
 * @param alarms that are raised now, the gravest first
 */
@Schema(name = "Feed")
record FeedJson(boolean open, List<AlarmJson> alarms) {

  /**
   * What somebody must look at.
   *
   * @param closesFeed whether nothing is published while it is raised
   * @param repairable whether {@code POST /feed/repair} mends what it is about
   * @param facts what it is about, as texts: which, is said of each kind in the documentation
   * @param detail what was found, in English
   */
  @Schema(name = "FeedAlarm")
  record AlarmJson(
      @Schema(example = "row_differs") String kind,
      Instant since,
      boolean closesFeed,
      boolean repairable,
      List<String> facts,
      String detail) {

    private static AlarmJson of(PublishingAlarm alarm) {
      return new AlarmJson(
          alarm.kind().wireName(),
          alarm.since(),
          alarm.kind().closesFeed(),
          alarm.kind().canBeRepaired(),
          alarm.facts().stream().map(Object::toString).toList(),
          alarm.detail());
    }
  }

  static FeedJson of(FeedService.Standing standing) {
    return new FeedJson(standing.open(), standing.alarms().stream().map(AlarmJson::of).toList());
  }
}
