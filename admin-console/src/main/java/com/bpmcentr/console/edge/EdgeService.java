package com.bpmcentr.console.edge;

import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.license.FeedPosition;
import java.util.List;
import org.springframework.stereotype.Service;

/** What edges said of themselves, for those who may read it. */
@Service
public final class EdgeService {

  private static final Attempt LIST = new Attempt("edge.list", "edge", "all", null);

  private final AuditedOperations operations;
  private final EdgeQuery edges;

  public EdgeService(AuditedOperations operations, EdgeQuery edges) {
    this.operations = operations;
    this.edges = edges;
  }

  /** By id; there are too few to filter or sort. */
  public Result<Page<EdgeRow>> list(Actor actor, ListQuery asked) {
    return operations.read(
        actor,
        READ,
        LIST,
        () -> {
          if (!asked.filters().isEmpty()) {
            String field = asked.filters().keySet().iterator().next();
            return Result.refused(new Refusal.Invalid(field, InvalidKey.FILTER, List.of("-")));
          }
          if (!asked.sort().isEmpty()) {
            return Result.refused(new Refusal.Invalid("sort", InvalidKey.SORT, List.of("-")));
          }
          List<EdgeRow> all = edges.edges();
          return Result.done(
              new Page<>(
                  all.stream().skip(asked.offset()).limit(asked.limit()).toList(), all.size()));
        });
  }

  /** Which edges have applied the position, and which live ones have not yet. */
  public Result<Receipts> receipts(Actor actor, FeedPosition position) {
    return operations.read(
        actor,
        READ,
        Attempt.on("receipt", position, "get"),
        () -> Result.done(edges.receipts(position)));
  }
}
