package com.bpmcentr.console.audit;

import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.publishing.Publisher;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The frame around every service method: authorise, then the work in one transaction. What is
 * refused changes nothing, and is recorded once the transaction's locks are gone.
 */
@Component
public final class AuditedOperations {

  /** Beyond it nobody waits for the answer, and a connection is kept from those who publish. */
  static final Duration LONGEST_READ = Duration.ofMinutes(2);

  /** Of what reads much, a third of all connections. */
  static final int MUCH_AT_ONCE = 6;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final AuditLog log;
  private final Publisher feed;
  private final TransactionTemplate change;
  private final TransactionTemplate read;
  private final TransactionTemplate longRead;
  private final Duration longestWait;
  private final Semaphore reading = new Semaphore(MUCH_AT_ONCE, true);

  @Autowired
  public AuditedOperations(AuditLog log, Publisher feed, PlatformTransactionManager transactions) {
    this(log, feed, transactions, LONGEST_READ, LONGEST_WAIT);
  }

  AuditedOperations(
      AuditLog log,
      Publisher feed,
      PlatformTransactionManager transactions,
      Duration longestRead,
      Duration longestWait) {
    this.longestWait = longestWait;
    this.log = log;
    this.feed = feed;
    this.change = new TransactionTemplate(transactions);
    this.read = new TransactionTemplate(transactions);
    this.read.setReadOnly(true);
    this.read.setTimeout(Math.toIntExact(longestRead.toSeconds()));
    this.longRead = new TransactionTemplate(transactions);
    this.longRead.setReadOnly(true);
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
    return change(actor, permission, attempt, () -> Result.unless(problem, work));
  }

  /**
   * Reading leaves no trace, unless the actor had no right to. What takes longer than {@link
   * #LONGEST_READ} is broken off.
   */
  public <T> Result<T> read(
      Actor actor, Permission permission, Attempt attempt, Supplier<Result<T>> work) {
    return read(read, actor, permission, attempt, work);
  }

  /**
   * As {@link #read}, for what reads much: few of it run at once, so that they leave connections to
   * all else. Others wait a little, and hold none meanwhile.
   *
   * @throws BusyReadingException when none of those that run has ended by then
   */
  public <T> Result<T> readMuch(
      Actor actor, Permission permission, Attempt attempt, Supplier<Result<T>> work) {
    if (!actor.may(permission)) {
      return read(actor, permission, attempt, work);
    }
    enter();
    try {
      return read(actor, permission, attempt, work);
    } finally {
      reading.release();
    }
  }

  private void enter() {
    try {
      if (!reading.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new BusyReadingException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusyReadingException();
    }
  }

  /** The same without an end; the work sees to it that not many do so at once. */
  public <T> Result<T> readLong(
      Actor actor, Permission permission, Attempt attempt, Supplier<Result<T>> work) {
    return read(longRead, actor, permission, attempt, work);
  }

  private <T> Result<T> read(
      TransactionTemplate transaction,
      Actor actor,
      Permission permission,
      Attempt attempt,
      Supplier<Result<T>> work) {
    if (actor.may(permission)) {
      return transact(transaction, work);
    }
    Refusal refusal = new Refusal.Forbidden(permission);
    log.refused(actor, attempt, refusal);
    return Result.refused(refusal);
  }

  private <T> Result<T> whileOpen(Supplier<Result<T>> work) {
    feed.requireOpen();
    try {
      return transact(change, work);
    } catch (CannotCreateTransactionException e) {
      throw new ChangeNotBegunException(e);
    }
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
