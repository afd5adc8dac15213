package com.bpmcentr.console.bulk;

import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.usage.BlastRadius;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A kind of thing that actions can be done to in bulk. */
public interface BulkTarget {

  /** As the audit log names it. */
  String type();

  /** The actions, each with the permission that it also takes singly. */
  Map<String, Permission> actions();

  /** What is wrong with the reason; the same as for the single action. */
  Optional<Refusal.Invalid> reasonProblem(String action, @Nullable String reason);

  /** What the filters leave, in the list's order; at most so many. */
  Result<List<UUID>> select(Map<String, String> filters, int most);

  /**
   * Does the action to each: locks the customers by id, then the things, lets the same rules decide
   * as singly, and saves; all but the audit log and the licenses. An id of nothing is {@link
   * Refusal.NotFound}.
   *
   * @return a result for each id
   */
  Map<UUID, BulkResult> change(BulkOrder order, List<UUID> ids);

  /** What {@link #change} would answer now; nothing is locked or saved. */
  Map<UUID, BulkResult> preview(BulkOrder order, List<UUID> ids);

  /** As what the things are used. */
  BlastRadius.Subject subject();
}
