package com.bpmcentr.console.audit;

import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.publishing.Publisher;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The frame around every service method: authorise, then the work in one transaction. What is
 * refused changes nothing, and is recorded once the transaction's locks are gone.
 */
@Component
public final class AuditedOperations {

  private final AuditLog log;
  private final Publisher feed;
  private final TransactionTemplate change;
  private final TransactionTemplate read;

  public AuditedOperations(AuditLog log, Publisher feed, PlatformTransactionManager transactions) {
    this.log = log;
    this.feed = feed;
    this.change = new TransactionTemplate(transactions);
    this.read = new TransactionTemplate(transactions);
    this.read.setReadOnly(true);
  }

  /**
   * The work loads, decides, saves, records what it did, and publishes last. It does not begin
   * while the feed is closed, also where it publishes nothing: a restored database must not fill
   * with changes that its recovery would have to sort out.
   */
  public <T> Result<T> change(
      Actor actor, Permission permission, Attempt attempt, Supplier<Result<T>> work) {
    Result<T> result =
        actor.may(permission) ? whileOpen(work) : Result.refused(new Refusal.Forbidden(permission));
    if (result instanceof Result.Refused<T>(Refusal refusal)) {
      log.refused(actor, attempt, refusal);
    }
    return result;
  }

  /**
   * The same, refused for a problem that can be seen before anything is loaded.
   *
   * @param problem with what was asked; who may not ask is not told of it
   */
  public <T> Result<T> change(
      Actor actor,
      Permission permission,
      Attempt attempt,
      Optional<? extends Refusal> problem,
      Supplier<Result<T>> work) {
    return change(
        actor, permission, attempt, () -> problem.<Result<T>>map(Result::refused).orElseGet(work));
  }

  /** Reading leaves no trace, unless the actor had no right to. */
  public <T> Result<T> read(
      Actor actor, Permission permission, Attempt attempt, Supplier<Result<T>> work) {
    if (actor.may(permission)) {
      return transact(read, work);
    }
    Refusal refusal = new Refusal.Forbidden(permission);
    log.refused(actor, attempt, refusal);
    return Result.refused(refusal);
  }

  private <T> Result<T> whileOpen(Supplier<Result<T>> work) {
    feed.requireOpen();
    return transact(change, work);
  }

  private static <T> Result<T> transact(TransactionTemplate template, Supplier<Result<T>> work) {
    Result<T> result = template.execute(status -> rollBackIfRefused(status, work.get()));
    if (result == null) {
      throw new IllegalStateException("the work answered nothing");
    }
    return result;
  }

  private static <T> Result<T> rollBackIfRefused(TransactionStatus status, Result<T> result) {
    if (result instanceof Result.Refused<T>) {
      status.setRollbackOnly();
    }
    return result;
  }
}
