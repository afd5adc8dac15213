package com.bpmcentr.console.usage;

import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.ListFields;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Usage, for those who may read it. */
@Service
public final class UsageService {

  /** As many as are kept in full. */
  public static final int DAYS = 30;

  private static final Attempt LIST = Attempt.on("usage", "all", "list");

  public static final ListFields FIELDS = UsageQuery.HOURS.fields();

  private final AuditedOperations operations;
  private final UsageQuery usage;
  private final UsageDaysQuery days;
  private final BlastRadiusQuery radius;
  private final Clock clock;

  UsageService(
      AuditedOperations operations,
      UsageQuery usage,
      UsageDaysQuery days,
      BlastRadiusQuery radius,
      Clock clock) {
    this.operations = operations;
    this.usage = usage;
    this.days = days;
    this.radius = radius;
    this.clock = clock;
  }

  /** By the hour and {@link #FIELDS}; what would read too much is refused. */
  public Result<Page<UsageRow>> list(Actor actor, ListQuery asked) {
    return operations.readMuch(
        actor,
        READ,
        LIST,
        () ->
            UsageWidth.problem(asked, clock.instant())
                .<Result<Page<UsageRow>>>map(Result::refused)
                .orElseGet(() -> usage.list(asked)));
  }

  /** The last {@value #DAYS} days of the zone, the oldest first. */
  public Result<List<UsageDay>> byDay(Actor actor, UsageOf subject, UUID id, ZoneId zone) {
    return operations.read(
        actor,
        READ,
        Attempt.on(subject.type(), id, "usage"),
        () ->
            radius.exists(subject.subject(), id)
                ? Result.done(days.of(subject, id, clock.instant(), zone, DAYS))
                : Result.notFound(subject.type(), id));
  }

  /** When a key was last used, and from which accounts. */
  public Result<KeyUse> ofKey(Actor actor, UUID apiKeyId) {
    return operations.read(
        actor,
        READ,
        Attempt.on("api-key", apiKeyId, "usage"),
        () -> Result.found(usage.ofKey(apiKeyId, clock.instant()), "api-key", apiKeyId));
  }

  /** Which accounts still use a key that was rotated. */
  public Result<KeyHandover> handover(Actor actor, UUID apiKeyId) {
    return operations.read(
        actor,
        READ,
        Attempt.on("api-key", apiKeyId, "handover"),
        () -> Result.found(usage.handover(apiKeyId), "api-key", apiKeyId));
  }

  /** Who would be refused if this were stopped now. */
  public Result<BlastRadius> blastRadius(Actor actor, BlastRadius.Subject subject, UUID id) {
    return operations.read(
        actor,
        READ,
        Attempt.on(subject.type(), id, "blast-radius"),
        () ->
            radius.exists(subject, id)
                ? Result.done(radius.of(subject, List.of(id)))
                : Result.notFound(subject.type(), id));
  }

  /** Who would be refused if the connector let nobody in any more. */
  public Result<BlastRadius> ofConnector(Actor actor, String connectorId) {
    return operations.readMuch(
        actor,
        READ,
        Attempt.on("connector", connectorId, "blast-radius"),
        () ->
            radius.connectorExists(connectorId)
                ? Result.done(radius.ofConnector(connectorId))
                : Result.notFound("connector", connectorId));
  }

  /** The same of many together, which are there. */
  public Result<BlastRadius> blastRadius(Actor actor, BlastRadius.Subject subject, List<UUID> ids) {
    return operations.read(
        actor,
        READ,
        Attempt.on(subject.type(), "many", "blast-radius"),
        () -> Result.done(radius.of(subject, ids)));
  }
}
