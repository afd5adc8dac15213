package com.bpmcentr.console.api;

import com.bpmcentr.console.edge.EdgeDetail;
import com.bpmcentr.console.edge.EdgeHistoryService;
import com.bpmcentr.console.edge.EdgeRow;
import com.bpmcentr.console.staff.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = ApiPaths.ROOT, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Edges")
class EdgeHistoryController {

  private final EdgeHistoryService edges;

  EdgeHistoryController(EdgeHistoryService edges) {
    this.edges = edges;
  }

  @Operation(
      operationId = "getEdge",
      summary = "One edge, with its newest receipts and the starts of its program")
  @GetMapping("/edges/{id}")
  Answer<DetailJson> get(Actor actor, @PathVariable String id) {
    return Answer.ok(edges.get(actor, id), DetailJson::of);
  }

  /** What it is now and what it did lately, the newest first. */
  @Schema(name = "EdgeDetail")
  record DetailJson(EdgeJson edge, List<ReceiptJson> receipts, List<StartJson> starts) {

    private static DetailJson of(EdgeDetail detail) {
      return new DetailJson(
          EdgeJson.of(detail.edge()),
          detail.receipts().stream().map(ReceiptJson::of).toList(),
          detail.starts().stream()
              .map(
                  start ->
                      new StartJson(start.version(), start.firstHeardAt(), start.lastHeardAt()))
              .toList());
    }
  }

  /** The edge's word that it has applied a position, and how long that took. */
  @Schema(name = "EdgeReceipt")
  record ReceiptJson(String position, Instant appliedAt, long lagMillis) {

    private static ReceiptJson of(EdgeRow.LastReceipt receipt) {
      return new ReceiptJson(
          receipt.position().toString(), receipt.appliedAt(), receipt.lagMillis());
    }
  }

  /** A run of its program. */
  @Schema(name = "EdgeStart")
  record StartJson(String version, Instant firstHeardAt, Instant lastHeardAt) {}
}
