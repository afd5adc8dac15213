package com.bpmcentr.console.api;

import com.bpmcentr.console.edge.EdgeService;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.license.FeedPosition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = ApiPaths.ROOT, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Edges")
class EdgeController {

  private final EdgeService edges;

  EdgeController(EdgeService edges) {
    this.edges = edges;
  }

  @Operation(operationId = "listEdges", summary = "Lists the edges of the last 24 hours")
  @GetMapping("/edges")
  @Listed(ApiList.EDGES)
  Answer<Listing<EdgeJson>> list(Actor actor, ListParameters parameters) {
    return Answer.page(edges.list(actor, parameters.query()), parameters, EdgeJson::of);
  }

  @Operation(
      operationId = "getReceipts",
      summary = "Which edges have applied the feed up to a position")
  @GetMapping("/receipts/{position}")
  Answer<ReceiptsJson> receipts(Actor actor, @PathVariable String position) {
    FeedPosition asked =
        FeedPosition.parse(position)
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        "position", "must be <epoch>-<seq>, such as 1-48211"));
    return Answer.ok(edges.receipts(actor, asked), ReceiptsJson::of);
  }
}
