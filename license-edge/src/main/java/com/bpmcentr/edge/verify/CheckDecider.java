package com.bpmcentr.edge.verify;

import com.bpmcentr.edge.binding.ClaimBook;
import com.bpmcentr.edge.binding.ClaimDesk;
import com.bpmcentr.edge.replica.FreshnessClock;
import com.bpmcentr.edge.replica.LicenseReplica;
import com.bpmcentr.license.Check;
import com.bpmcentr.license.ClaimAnswer;
import com.bpmcentr.license.ClaimAnswers;
import com.bpmcentr.license.ClaimRequired;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionStep;
import com.bpmcentr.license.HeldGrant;
import com.bpmcentr.license.LicenseDecider;
import com.bpmcentr.license.Peppers;
import com.bpmcentr.license.SecretDigests;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings a check to its decision: from memory, and at a first use with the claims it needs. All
 * routes decide here.
 */
public final class CheckDecider {

  /** No key is longer, so the digest of so many characters is that of no key. */
  private static final int LONGER_THAN_ANY_KEY = 256;

  private final LicenseReplica replica;
  private final Peppers peppers;
  private final FreshnessClock freshness;
  private final ClaimAnswers refusals;
  private final ClaimDesk desk;
  private final InstantSource clock;
  private final @Nullable MagicKeys magicKeys;
  private final CheckMetrics metrics;

  /**
   * A decider over what the replica holds at each moment.
   *
   * @param magicKeys whether magic keys are answered
   * @param metrics told of each decision
   */
  public CheckDecider(
      LicenseReplica replica,
      Peppers peppers,
      FreshnessClock freshness,
      ClaimBook book,
      ClaimDesk desk,
      InstantSource clock,
      boolean magicKeys,
      CheckMetrics metrics) {
    this.replica = replica;
    this.peppers = peppers;
    this.freshness = freshness;
    // nobody claims what the license binds, so nothing was refused, and its id need not be read
    this.refusals =
        (grant, account) -> grant.isBound() ? null : book.refusal(grant.subscriptionId(), account);
    this.desk = desk;
    this.clock = clock;
    this.magicKeys = magicKeys ? new MagicKeys() : null;
    this.metrics = metrics;
  }

  /**
   * Decides. The answer is given before this returns, except at a first use, when the database is
   * asked; then it is given on the calling event loop.
   *
   * @param count given the decision just before; not of a magic key, which is nobody's use
   */
  void decide(CheckRequest request, Consumer<Decision> count, Consumer<Decision> answer) {
    Decision magic = magic(request);
    if (magic != null) {
      answer.accept(magic);
      return;
    }
    Check check = check(request);
    switch (step(check, refusals)) {
      case Decision decision -> {
        counted(decision, count);
        answer.accept(decision);
      }
      case ClaimRequired required ->
          claim(
              check,
              required,
              new ConcurrentHashMap<>(),
              callersContext(),
              decision -> {
                counted(decision, count);
                answer.accept(decision);
              });
    }
  }

  /**
   * Decides on what was done already, as {@link #decide} does but for a first use: only a check
   * binds. A grant that is bound to nobody allows it, and the database is not asked.
   *
   * @param count given the decision; not of a magic key
   */
  Decision decideBindingNothing(CheckRequest request, Consumer<Decision> count) {
    Decision magic = magic(request);
    if (magic != null) {
      return magic;
    }
    ClaimAnswers unclaimed =
        (grant, account) -> {
          ClaimAnswer refusal = refusals.find(grant, account);
          return refusal == null ? new ClaimAnswer.Bound(false) : refusal;
        };
    return switch (step(check(request), unclaimed)) {
      case Decision decision -> {
        counted(decision, count);
        yield decision;
      }
      case ClaimRequired _ -> throw new IllegalStateException("every claim has its answer");
    };
  }

  private @Nullable Decision magic(CheckRequest request) {
    Decision magic = magicKeys == null ? null : magicKeys.find(request, clock);
    if (magic != null) {
      metrics.magic();
    }
    return magic;
  }

  private void counted(Decision decision, Consumer<Decision> count) {
    metrics.decided(decision.code());
    count.accept(decision);
  }

  private Check check(CheckRequest request) {
    return new Check(
        request.connector(),
        request.account(),
        digests(request.key()),
        digests(request.connectorSecret()));
  }

  private @Nullable SecretDigests digests(@Nullable String secret) {
    if (secret == null) {
      return null;
    }
    return peppers.presented(
        secret.length() < LONGER_THAN_ANY_KEY ? secret : secret.substring(0, LONGER_THAN_ANY_KEY));
  }

  private DecisionStep step(Check check, ClaimAnswers answers) {
    long now = clock.millis();
    return LicenseDecider.decide(
        check, replica, answers, freshness.freshness(now), freshness.present(now));
  }

  /** The event loop that a check came in on. */
  static Context callersContext() {
    Context context = Vertx.currentContext();
    if (context == null) {
      throw new IllegalStateException("checks are decided on event loops");
    }
    return context;
  }

  /** Each claim is made once for a check, so this ends with the customer's last unbound grant. */
  private void claim(
      Check check,
      ClaimRequired required,
      Map<String, ClaimAnswer> answered,
      Context context,
      Consumer<Decision> answer) {
    String subscriptionId = required.grant().subscriptionId();
    desk.claim(subscriptionId, check.account())
        .onSuccess(
            claimed ->
                context.runOnContext(
                    here -> {
                      answered.put(subscriptionId, claimed);
                      switch (step(check, (grant, account) -> answer(answered, grant, account))) {
                        case Decision decision -> answer.accept(decision);
                        case ClaimRequired next -> claim(check, next, answered, context, answer);
                      }
                    }));
  }

  private @Nullable ClaimAnswer answer(
      Map<String, ClaimAnswer> answered, HeldGrant grant, String account) {
    ClaimAnswer here = answered.get(grant.subscriptionId());
    return here == null ? refusals.find(grant, account) : here;
  }
}
