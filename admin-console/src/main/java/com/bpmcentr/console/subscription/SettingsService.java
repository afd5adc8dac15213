package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.staff.Permission.MANAGE_STAFF;
import static com.bpmcentr.console.staff.Permission.READ_STAFF;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Refusal.VersionConflict;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Looking at the rules and changing them. A change counts from the next thing that is decided: what
 * a subscription was given when it was made, it keeps.
 */
@Service
public class SettingsService {

  private static final String TYPE = "settings";

  private final SettingsRepository settings;
  private final AuditedOperations operations;
  private final AuditLog audit;
  private final Clock clock;

  SettingsService(
      SettingsRepository settings, AuditedOperations operations, AuditLog audit, Clock clock) {
    this.settings = settings;
    this.operations = operations;
    this.audit = audit;
    this.clock = clock;
  }

  public Result<Settings> get(Actor actor) {
    return operations.read(
        actor, READ_STAFF, Attempt.on(TYPE, "all", "get"), () -> Result.done(settings.read()));
  }

  public Result<Settings> edit(
      Actor actor, int version, LifecycleRules rules, @Nullable String reason) {
    Attempt attempt = Attempt.on(TYPE, "all", "edit").because(reason);
    return operations.change(
        actor,
        MANAGE_STAFF,
        attempt,
        FieldRules.optionalReason("reason", reason).or(rules::problem),
        () -> {
          Settings before = settings.readForUpdate();
          return Result.unless(
              VersionConflict.between(version, before.version()),
              () -> edited(actor, attempt, before, rules));
        });
  }

  private Result<Settings> edited(
      Actor actor, Attempt attempt, Settings before, LifecycleRules rules) {
    if (rules.equals(before.rules())) {
      return Result.done(before);
    }
    Settings after = settings.save(rules, clock.instant());
    audit.record(actor, attempt, before.rules().facts(), after.rules().facts());
    return Result.done(after);
  }
}
