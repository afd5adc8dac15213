package com.bpmcentr.console.api;

import static com.bpmcentr.console.staff.Permission.BILL;

import com.bpmcentr.console.due.DueRetry;
import com.bpmcentr.console.due.DueService;
import com.bpmcentr.console.staff.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = ApiPaths.ROOT + "/due-work", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Due work")
class DueWorkController {

  private final DueService due;
  private final Clock clock;

  DueWorkController(DueService due, Clock clock) {
    this.due = due;
    this.clock = clock;
  }

  /** What came of it. */
  @Schema(name = "DueRetry")
  record Retried(DueRetry outcome) {}

  @Operation(
      operationId = "listDueWork",
      summary = "Lists what fell due and could not be done, the latest first")
  @GetMapping
  @Listed(ApiList.DUE_WORK)
  Answer<Listing<DueFailureJson>> list(Actor actor, ListParameters parameters) {
    return Answer.page(due.failures(actor, parameters.query()), parameters, DueFailureJson::of);
  }

  @Operation(operationId = "getDueStandings", summary = "How each kind of due work stands")
  @GetMapping("/standings")
  Answer<DueStandingsJson> standings(Actor actor) {
    return Answer.ok(
        due.standings(actor), standings -> DueStandingsJson.of(standings, clock.instant()));
  }

  @Operation(operationId = "retryDueWork", summary = "Tries at once what fell due and failed")
  @PostMapping("/{id}/retry")
  @Takes(BILL)
  Answer<Retried> retry(Actor actor, @PathVariable UUID id) {
    return Answer.ok(due.retry(actor, id), Retried::new);
  }
}
