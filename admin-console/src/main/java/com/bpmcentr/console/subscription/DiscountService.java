package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.staff.Permission.BILL;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Ids;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.Transitions.Move;
import com.bpmcentr.console.subscription.Transitions.Written;
import com.bpmcentr.license.Interval;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What is agreed with one customer for less than the list's price: given, and ended. */
@Service
public final class DiscountService {

  /** How many subscriptions one discount can be given to at once. */
  public static final int MOST_OF_A_DEAL = 100;

  private final AuditedOperations operations;
  private final SubscriptionLocks locks;
  private final SubscriptionRepository subscriptions;
  private final Transitions transitions;
  private final CurrentRules rules;
  private final Ids ids;

  DiscountService(
      AuditedOperations operations,
      SubscriptionLocks locks,
      SubscriptionRepository subscriptions,
      Transitions transitions,
      CurrentRules rules,
      Ids ids) {
    this.operations = operations;
    this.locks = locks;
    this.subscriptions = subscriptions;
    this.transitions = transitions;
    this.rules = rules;
    this.ids = ids;
  }

  /**
   * Gives one discount to several subscriptions of a customer, in place of those they have. Open
   * invoices are issued anew at the lower price; what is paid stays as it is.
   *
   * @param subscriptionIds 1 to {@link #MOST_OF_A_DEAL}
   */
  public Result<List<SubscriptionView>> give(
      Actor actor, UUID customerId, Set<UUID> subscriptionIds, DiscountForm form) {
    Attempt attempt = Attempt.on("customer", customerId, "discount").because(form.reason());
    return operations.change(
        actor, BILL, attempt, () -> given(actor, customerId, subscriptionIds, form));
  }

  /** The list's price again, for periods to come. */
  public Result<SubscriptionView> end(
      Actor actor, UUID id, @Nullable Integer version, @Nullable String reason) {
    Attempt attempt = Attempt.on(SubscriptionService.TYPE, id, "end-discount").because(reason);
    return transitions.act(
        actor,
        BILL,
        attempt,
        id,
        version,
        FieldRules.reason("reason", reason),
        (_, _) -> new Move(new Action.SetDiscount(null)));
  }

  private Result<List<SubscriptionView>> given(
      Actor actor, UUID customerId, Set<UUID> subscriptionIds, DiscountForm form) {
    Moment moment = rules.moment();
    Optional<Refusal.Invalid> problem = form.problem(moment.now());
    if (problem.isPresent()) {
      return Result.refused(problem.get());
    }
    if (subscriptionIds.isEmpty() || subscriptionIds.size() > MOST_OF_A_DEAL) {
      return Result.refused(
          new Refusal.Invalid("subscriptionIds", InvalidKey.BULK_SIZE, List.of(MOST_OF_A_DEAL)));
    }
    // Before any lock: two deals that each name the other's customer would be a deadlock.
    if (!subscriptions.customersOf(List.copyOf(subscriptionIds)).equals(List.of(customerId))) {
      return Result.refused(new Refusal.Invalid("subscriptionIds", InvalidKey.UNKNOWN));
    }
    UUID deal = ids.next();
    List<Written> written = new ArrayList<>();
    Set<Interval> intervals = EnumSet.noneOf(Interval.class);
    for (UUID id : subscriptionIds) {
      switch (given(actor, id, deal, form, moment)) {
        case Result.Refused<Written>(Refusal refusal) -> {
          return Result.refused(refusal);
        }
        case Result.Done<Written>(Written one, _) -> {
          written.add(one);
          intervals.add(one.saved().nextInterval());
        }
      }
    }
    if (form.isOfOneInterval() && intervals.size() > 1) {
      return Result.refused(new Refusal.Invalid("price", InvalidKey.PRICE_OF_ONE_INTERVAL));
    }
    return transitions.end(
        actor,
        written,
        written.stream().map(one -> Transitions.view(one.saved(), moment)).toList());
  }

  private Result<Written> given(Actor actor, UUID id, UUID deal, DiscountForm form, Moment moment) {
    return switch (locks.lock(id, null)) {
      case Result.Refused<Subscription>(Refusal refusal) -> Result.refused(refusal);
      case Result.Done<Subscription>(Subscription before, _) -> {
        String currency = before.terms().price().currency();
        Discount discount = form.of(deal, before.nextInterval(), currency);
        Attempt attempt =
            Attempt.on(SubscriptionService.TYPE, id, "discount").because(form.reason());
        yield transitions.write(
            actor, attempt, before, new Move(new Action.SetDiscount(discount)), moment);
      }
    };
  }
}
