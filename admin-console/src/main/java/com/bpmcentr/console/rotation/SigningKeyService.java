package com.bpmcentr.console.rotation;

import static com.bpmcentr.console.staff.Permission.MANAGE_STAFF;
import static com.bpmcentr.console.staff.Permission.READ_STAFF;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.job.Jobs;
import com.bpmcentr.console.job.NewJob;
import com.bpmcentr.console.job.Requester;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Ids;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.publishing.SigningKey;
import com.bpmcentr.console.rotation.SigningKeys.KeyUse;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.license.Keyring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What rests on which signing key and pepper, and reissuing under the active key. */
@Service
public final class SigningKeyService {

  private static final Attempt LIST = Attempt.on("signing-key", "all", "list");

  private final AuditedOperations operations;
  private final AuditLog audit;
  private final RotationQuery rows;
  private final Jobs jobs;
  private final Keyring keyring;
  private final PepperUses peppers;
  private final SigningKey signingKey;
  private final Ids ids;

  SigningKeyService(
      AuditedOperations operations,
      AuditLog audit,
      RotationQuery rows,
      Jobs jobs,
      Keyring keyring,
      PepperUses peppers,
      SigningKey signingKey,
      Ids ids) {
    this.operations = operations;
    this.audit = audit;
    this.rows = rows;
    this.jobs = jobs;
    this.keyring = keyring;
    this.peppers = peppers;
    this.signingKey = signingKey;
    this.ids = ids;
  }

  /** Reads the whole set: a second or two for a million customers. */
  public Result<SigningKeys> get(Actor actor) {
    return operations.readMuch(actor, READ_STAFF, LIST, () -> Result.done(found()));
  }

  /**
   * Has everything issued again that another key than the active one has signed, as a job. It is
   * asked for and does not begin by itself: only people know that each edge has the new keyring.
   */
  public Result<Job> reissue(Actor actor, @Nullable String reason) {
    Attempt attempt = Attempt.on("signing-key", signingKey.id(), "reissue").because(reason);
    return operations.change(
        actor,
        MANAGE_STAFF,
        attempt,
        FieldRules.optionalReason("reason", reason),
        () -> {
          UUID id = ids.next();
          long total = found().toReissue();
          Facts parameters = Facts.NONE.with(ReissueJobs.KEY, signingKey.id());
          Job job =
              jobs.accept(
                  new NewJob(id, ReissueJobs.NAME, Requester.of(actor), reason, parameters, total));
          audit.record(actor, attempt, Facts.NONE, Facts.NONE.with("job", id).with("total", total));
          return Result.done(job);
        });
  }

  private SigningKeys found() {
    return new SigningKeys(signingKey.id(), keys(), peppers.find());
  }

  private List<KeyUse> keys() {
    Map<String, Long> documents = rows.documentsByKey();
    List<KeyUse> keys = new ArrayList<>();
    keyring
        .keys()
        .forEach(
            key ->
                keys.add(
                    new KeyUse(
                        key.id(),
                        key.status(),
                        key.retiredAt(),
                        documents.getOrDefault(key.id(), 0L))));
    documents.forEach(
        (id, count) -> {
          if (keyring.find(id) == null) {
            keys.add(new KeyUse(id, null, null, count));
          }
        });
    return keys;
  }
}
