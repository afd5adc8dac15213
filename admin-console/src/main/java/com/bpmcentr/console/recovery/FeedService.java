package com.bpmcentr.console.recovery;

import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.publishing.PublishingAlarm;
import com.bpmcentr.console.publishing.PublishingAlarms;
import com.bpmcentr.console.staff.Actor;
import java.util.List;
import org.springframework.stereotype.Service;

/** Whether licenses can be published, for those who may read it. */
@Service
public final class FeedService {

  private static final Attempt GET = Attempt.on("feed", "all", "get");

  private final AuditedOperations operations;
  private final PublishingAlarms alarms;

  FeedService(AuditedOperations operations, PublishingAlarms alarms) {
    this.operations = operations;
    this.alarms = alarms;
  }

  /**
   * How the feed stands with this console.
   *
   * @param open whether anything can be published
   * @param alarms that are raised now, the gravest first
   */
  public record Standing(boolean open, List<PublishingAlarm> alarms) {}

  /** Alarms are each console's own: another may see what this one does not. */
  public Result<Standing> standing(Actor actor) {
    return operations.read(
        actor,
        READ,
        GET,
        () -> Result.done(new Standing(!alarms.feedIsReadOnly(), alarms.active())));
  }
}
