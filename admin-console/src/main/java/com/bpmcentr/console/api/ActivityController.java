package com.bpmcentr.console.api;

import com.bpmcentr.console.activity.Activities;
import com.bpmcentr.console.activity.Activity;
import com.bpmcentr.console.activity.ActivityService;
import com.bpmcentr.console.activity.ActivitySubject;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = ApiPaths.ROOT + "/activity", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Activity")
class ActivityController {

  private final ActivityService activity;

  ActivityController(ActivityService activity) {
    this.activity = activity;
  }

  @Operation(
      operationId = "listActivity",
      summary =
          "What happened to a customer, subscription, api-key, connector, invoice, job, import or"
              + " staff member, the newest first")
  @GetMapping("/{type}/{id}")
  Answer<ActivitiesJson> list(
      Actor actor,
      @PathVariable String type,
      @PathVariable String id,
      @RequestParam(defaultValue = "100") int limit) {
    return Answer.ok(
        ActivitySubject.find(type)
            .map(subject -> activity.of(actor, subject, id, limit))
            .orElseGet(() -> Result.notFound("activity", type)),
        ActivitiesJson::of);
  }

  /** What was found, and whether there is more that is older. */
  @Schema(name = "Activities")
  record ActivitiesJson(List<ActivityJson> data, boolean more) {

    private static ActivitiesJson of(Activities found) {
      return new ActivitiesJson(
          found.newest().stream().map(ActivityJson::of).toList(), found.more());
    }
  }

  /** Something that was done: {@code customer.block}, and to which thing. */
  @Schema(name = "Activity")
  record ActivityJson(
      Instant at,
      String what,
      String actorName,
      @Nullable String reason,
      String targetType,
      String targetId) {

    private static ActivityJson of(Activity activity) {
      return new ActivityJson(
          activity.at(),
          activity.what(),
          activity.actorName(),
          activity.reason(),
          activity.targetType(),
          activity.targetId());
    }
  }
}
