package com.bpmcentr.console.job;

import com.bpmcentr.console.audit.Outcome;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Notes each row as done, four at a time, and remembers which it was given; every tenth is refused.
 */
class RowsKind implements JobKind {

  static final int ROWS_A_BLOCK = 4;

  private final JobRowRepository rows;
  final Queue<UUID> committed = new ConcurrentLinkedQueue<>();

  RowsKind(JobRowRepository rows) {
    this.rows = rows;
  }

  @Override
  public String name() {
    return "rows";
  }

  @Override
  public Set<Permission> permissions(Job job) {
    return Set.of(Permission.REVOKE);
  }

  @Override
  public Block next(Job job, Actor actor) {
    List<JobRow> block =
        rows.after(job.id(), job.position(), ROWS_A_BLOCK).stream().map(RowsKind::result).toList();
    if (block.isEmpty()) {
      return Block.end(job.position());
    }
    rows.save(job.id(), block);
    int refused = (int) block.stream().filter(row -> row.refusal() != null).count();
    int position = block.getLast().number();
    return new Block(
        position, block.size() - refused, refused, position == job.total(), () -> ending(block));
  }

  /** The last thing before the commit. */
  void ending(List<JobRow> block) {
    block.forEach(row -> committed.add(row.subject()));
  }

  private static JobRow result(JobRow row) {
    return row.number() % 10 == 0
        ? new JobRow(
            row.number(),
            row.subject(),
            Outcome.REFUSED,
            new Refusal.NotFound("thing", row.subject().toString()))
        : new JobRow(row.number(), row.subject(), Outcome.DONE, null);
  }
}
