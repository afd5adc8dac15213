package com.bpmcentr.console.notice;

import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.ListFields;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.EventKind;
import java.util.List;
import org.springframework.stereotype.Service;

/** What customers were to be told, for those who may read it. */
@Service
public final class NoticeService {

  private static final Attempt LIST = Attempt.on("notice", "all", "list");

  public static final ListFields FIELDS = NoticeQuery.NOTICES.fields();

  private final AuditedOperations operations;
  private final NoticeQuery notices;

  NoticeService(AuditedOperations operations, NoticeQuery notices) {
    this.operations = operations;
    this.notices = notices;
  }

  /** What is told: each kind. */
  public static List<EventKind> kinds() {
    return NoticeRule.kinds();
  }

  /** The latest due first, or by {@link #FIELDS}. */
  public Result<Page<Notice>> list(Actor actor, ListQuery asked) {
    return operations.read(actor, READ, LIST, () -> notices.list(asked));
  }
}
