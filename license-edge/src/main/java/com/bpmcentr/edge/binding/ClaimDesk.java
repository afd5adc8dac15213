package com.bpmcentr.edge.binding;

import com.bpmcentr.license.ClaimAnswer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Sees to it that at most one claim of a subscription is under way at this edge. Two hundred first
 * calls at once are one question to the database; the others wait for its answer and take from it
 * what concerns their own account.
 */
public final class ClaimDesk {

  /** Asks the database. */
  @FunctionalInterface
  public interface Claims {

    /** Claims the subscription for the account; never fails: not to know is an answer. */
    Future<ClaimAnswer> claim(String subscriptionId, String account);
  }

  private final Claims claims;
  private final ClaimBook book;
  private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();

  private record Flight(String account, Promise<ClaimAnswer> answer) {}

  /** A desk that notes each answer in the book. */
  public ClaimDesk(Claims claims, ClaimBook book) {
    this.claims = claims;
    this.book = book;
  }

  /** The answer to claiming the subscription for the account, from the database or a waiter's. */
  public Future<ClaimAnswer> claim(String subscriptionId, String account) {
    Flight mine = new Flight(account, Promise.promise());
    Flight ahead = flights.putIfAbsent(subscriptionId, mine);
    if (ahead != null) {
      return ahead
          .answer
          .future()
          .compose(answer -> shared(subscriptionId, account, ahead, answer));
    }
    claims
        .claim(subscriptionId, account)
        .onComplete(
            done -> {
              ClaimAnswer answer = done.succeeded() ? done.result() : new ClaimAnswer.Unreachable();
              book.answered(subscriptionId, account, answer);
              flights.remove(subscriptionId, mine);
              mine.answer.complete(answer);
            });
    return mine.answer.future();
  }

  /** What another caller's answer says to this one. */
  private Future<ClaimAnswer> shared(
      String subscriptionId, String account, Flight ahead, ClaimAnswer answer) {
    boolean sameAccount = ahead.account.equals(account);
    return switch (answer) {
      case ClaimAnswer.Bound bound ->
          Future.succeededFuture(
              sameAccount
                  ? new ClaimAnswer.Bound(false)
                  : new ClaimAnswer.BoundElsewhere(ahead.account));
      case ClaimAnswer.BoundElsewhere elsewhere ->
          Future.succeededFuture(
              elsewhere.account().equals(account) ? new ClaimAnswer.Bound(false) : elsewhere);
      case ClaimAnswer.Gone gone -> Future.succeededFuture(gone);
      case ClaimAnswer.Unreachable unreachable -> Future.succeededFuture(unreachable);
      case ClaimAnswer.TrialUsed used ->
          // that account had its trial; this one may not have had
          sameAccount ? Future.succeededFuture(used) : claim(subscriptionId, account);
    };
  }
}
