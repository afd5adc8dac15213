package com.bpmcentr.console.api;

import static com.bpmcentr.console.staff.Permission.MANAGE_STAFF;

import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.publishing.FeedRepair;
import com.bpmcentr.console.publishing.Findings;
import com.bpmcentr.console.recovery.FeedRepairService;
import com.bpmcentr.console.recovery.FeedService;
import com.bpmcentr.console.staff.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = ApiPaths.ROOT + "/feed", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Signing keys")
class FeedController {

  private final FeedRepairService repairs;
  private final FeedService feed;

  FeedController(FeedRepairService repairs, FeedService feed) {
    this.repairs = repairs;
    this.feed = feed;
  }

  @Operation(
      operationId = "getFeed",
      summary = "Whether licenses can be published, and the alarms that this console has raised")
  @GetMapping
  Answer<FeedJson> get(Actor actor) {
    return Answer.ok(feed.standing(actor), FeedJson::of);
  }

  /**
   * What somebody had done to the feed's rows behind the console's back, and is mended.
   *
   * @param entriesRemoved entries beyond the head, which no console had published
   * @param unfitRowsRemoved rows of the current set that could be no document's, by their size
   * @param differing how many subjects' rows differed
   * @param restored subjects whose row was put back to what was published last; of many the first
   * @param removed subjects that were never published, whose row was taken away; likewise
   * @param reissued subjects whose last document was lost, issued again from the business rows;
   *     likewise; of a job those that it tries to
   * @param left subjects whose last document was lost, and whose business rows are gone or were set
   *     back: nothing was done to them; what a job had to leave it says itself
   * @param job what is still to do all that to the rows, a hundred at a time, where there are more
   *     than that; absent: it is done
   */
  @Schema(name = "FeedRepair")
  record Repaired(
      long entriesRemoved,
      long unfitRowsRemoved,
      int differing,
      List<String> restored,
      List<String> removed,
      List<String> reissued,
      List<String> left,
      @Nullable UUID job) {

    static Repaired of(FeedRepairService.Repair repair) {
      Findings found = repair.found();
      Job job = repair.job();
      return new Repaired(
          found.entries(),
          found.unfit(),
          found.differing().size(),
          first(found.changed()),
          first(found.invented()),
          first(repair.reissued()),
          first(repair.left()),
          job == null ? null : job.id());
    }

    /** An answer is for reading, and a set may have a million. */
    private static List<String> first(List<String> subjects) {
      return subjects.subList(0, Math.min(subjects.size(), FeedRepair.MOST_ROWS));
    }
  }

  @Operation(
      operationId = "repairFeed",
      summary = "Puts the feed's rows back to what was published, where somebody changed them")
  @PostMapping("/repair")
  @Takes(MANAGE_STAFF)
  Answer<Repaired> repair(Actor actor, @RequestBody(required = false) @Nullable Reason body) {
    return Answer.ok(repairs.repair(actor, Reason.text(body)), Repaired::of);
  }
}
