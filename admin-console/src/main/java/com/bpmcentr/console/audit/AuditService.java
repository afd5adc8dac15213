package com.bpmcentr.console.audit;

import static com.bpmcentr.console.staff.Permission.READ_AUDIT;

import com.bpmcentr.console.operation.ListFields;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Service;

/** Reading the audit log and proving that it is whole. */
@Service
public final class AuditService {

  private static final Attempt LIST = Attempt.on("audit", "all", "list");
  private static final Attempt VERIFY = Attempt.on("audit", "all", "verify");

  public static final ListFields FIELDS = AuditQuery.ENTRIES.fields();

  private final AuditedOperations operations;
  private final AuditQuery query;
  private final AuditChain chain;
  private final Semaphore verifying = new Semaphore(1);

  public AuditService(AuditedOperations operations, AuditQuery query, AuditChain chain) {
    this.operations = operations;
    this.query = query;
    this.chain = chain;
  }

  /** By {@link #FIELDS}. */
  public Result<Page<AuditEntry>> list(Actor actor, ListQuery asked) {
    return operations.read(actor, READ_AUDIT, LIST, () -> query.list(asked));
  }

  /** Reads the whole log, which may be long: one at a time, others are refused meanwhile. */
  public Result<AuditVerification> verify(Actor actor) {
    return operations.readLong(actor, READ_AUDIT, VERIFY, this::verifyAlone);
  }

  private Result<AuditVerification> verifyAlone() {
    if (!verifying.tryAcquire()) {
      return Result.refused(new Refusal.StateForbids("running", "verify-chain"));
    }
    try {
      return Result.done(chain.verify());
    } finally {
      verifying.release();
    }
  }
}
