package com.bpmcentr.console.activity;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** What happened to a thing, for those who may read the thing. */
@Service
public final class ActivityService {

  public static final int MOST = 1_000;

  private final AuditedOperations operations;
  private final ActivityQuery activities;

  ActivityService(AuditedOperations operations, ActivityQuery activities) {
    this.operations = operations;
    this.activities = activities;
  }

  /**
   * The newest of it; of a customer also what was done to their subscriptions and keys. Of what
   * does not exist nothing happened.
   *
   * @param limit 1 to {@link #MOST}
   */
  public Result<Activities> of(Actor actor, ActivitySubject subject, String id, int limit) {
    return operations.read(
        actor,
        subject.permission(),
        Attempt.on(subject.type(), id, "activity"),
        () -> {
          if (limit < 1 || limit > MOST) {
            return Result.refused(
                new Refusal.Invalid("limit", InvalidKey.NUMBER_RANGE, List.of(1, MOST)));
          }
          return subject == ActivitySubject.CONNECTOR || isId(id)
              ? Result.done(activities.of(subject, id, limit))
              : Result.notFound(subject.type(), id);
        });
  }

  private static boolean isId(String id) {
    try {
      return UUID.fromString(id).toString().equals(id);
    } catch (IllegalArgumentException notAnId) {
      return false;
    }
  }
}
