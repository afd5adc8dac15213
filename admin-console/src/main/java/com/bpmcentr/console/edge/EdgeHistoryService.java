package com.bpmcentr.console.edge;

import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import org.springframework.stereotype.Service;

/** What one edge did lately, for those who may read it. */
@Service
public final class EdgeHistoryService {

  private static final String TYPE = "edge";

  private final AuditedOperations operations;
  private final EdgeQuery edges;
  private final EdgeHistoryQuery history;

  EdgeHistoryService(AuditedOperations operations, EdgeQuery edges, EdgeHistoryQuery history) {
    this.operations = operations;
    this.edges = edges;
    this.history = history;
  }

  /** Of an edge that was heard from within the last 24 hours; any other is not known. */
  public Result<EdgeDetail> get(Actor actor, String edgeId) {
    return operations.read(
        actor,
        READ,
        Attempt.on(TYPE, edgeId, "get"),
        () ->
            Result.found(
                    edges.edges().stream().filter(edge -> edge.edgeId().equals(edgeId)).findFirst(),
                    TYPE,
                    edgeId)
                .map(
                    edge ->
                        new EdgeDetail(edge, history.receipts(edgeId), history.starts(edgeId))));
  }
}
