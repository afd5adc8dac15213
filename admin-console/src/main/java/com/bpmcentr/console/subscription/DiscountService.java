package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.staff.Permission.BILL;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Ids;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.Transitions.Move;
import com.bpmcentr.console.subscription.Transitions.Written;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
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
   * Gives one discount to several subscriptions of a customer, in place of those they have, unless
   * somebody has changed one of them since it was looked at. Open invoices are issued anew at the
   * lower price; what is paid stays as it is.
   *
   * @param subscriptionIds 1 to {@link #MOST_OF_A_DEAL}
   * @param versions those that the caller looked at; of one that is not named: whichever it is
   */
  public Result<List<Discounted>> give(
      Actor actor,
      UUID customerId,
      Set<UUID> subscriptionIds,
      Map<UUID, Integer> versions,
      DiscountForm form) {
    Attempt attempt =
        Attempt.on(CustomerService.TYPE, customerId, "discount").because(form.reason());
    return operations.change(
        actor, BILL, attempt, () -> given(actor, customerId, subscriptionIds, versions, form));
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

  /**
   * Puts discounts back as they were, each exactly: what takes back that they were given or ended.
   * All or none; refused where one of the subscriptions was changed since.
   *
   * @param formers 1 to {@link #MOST_OF_A_DEAL}, each of another subscription of the customer
   */
  public Result<List<Discounted>> restore(
      Actor actor, UUID customerId, List<FormerDiscount> formers, @Nullable String reason) {
    Attempt attempt =
        Attempt.on(CustomerService.TYPE, customerId, "restore-discounts").because(reason);
    return operations.change(
        actor, BILL, attempt, () -> restored(actor, customerId, formers, reason));
  }

  private Result<List<Discounted>> given(
      Actor actor,
      UUID customerId,
      Set<UUID> subscriptionIds,
      Map<UUID, Integer> versions,
      DiscountForm form) {
    Moment moment = rules.moment();
    UUID deal = ids.next();
    Function<UUID, Result<Changed>> give =
        id ->
            set(
                actor,
                id,
                versions.get(id),
                before -> given(before, deal, form),
                form.reason(),
                moment);
    return Result.unless(
            form.problem(moment.now())
                .or(() -> areOf(customerId, List.copyOf(subscriptionIds), "subscriptionIds")),
            () -> Result.each(subscriptionIds, give))
        .flatMap(
            changed ->
                form.isOfOneInterval() && intervals(changed) > 1
                    ? Result.refused(new Refusal.Invalid("price", InvalidKey.PRICE_OF_ONE_INTERVAL))
                    : end(actor, changed, moment));
  }

  private static long intervals(List<Changed> changed) {
    return changed.stream().map(one -> one.written().saved().nextInterval()).distinct().count();
  }

  private Result<List<Discounted>> restored(
      Actor actor, UUID customerId, List<FormerDiscount> formers, @Nullable String reason) {
    Moment moment = rules.moment();
    List<UUID> named = formers.stream().map(FormerDiscount::subscriptionId).distinct().toList();
    Optional<Refusal.Invalid> problem =
        FieldRules.reason("reason", reason)
            .or(
                () ->
                    named.size() == formers.size()
                        ? areOf(customerId, named, "subscriptions")
                        : Optional.of(
                            new Refusal.Invalid("subscriptions", InvalidKey.FIELD_TWICE)));
    Function<FormerDiscount, Result<Changed>> putBack =
        former ->
            set(
                actor,
                former.subscriptionId(),
                former.version(),
                _ -> former.discount(),
                reason,
                moment);
    return Result.unless(problem, () -> Result.each(formers, putBack))
        .flatMap(changed -> end(actor, changed, moment));
  }

  /** Before any lock: two deals that each name the other's customer would be a deadlock. */
  private Optional<Refusal.Invalid> areOf(UUID customerId, List<UUID> named, String field) {
    if (named.isEmpty() || named.size() > MOST_OF_A_DEAL) {
      return Optional.of(new Refusal.Invalid(field, InvalidKey.BULK_SIZE, List.of(MOST_OF_A_DEAL)));
    }
    return subscriptions.customersOf(named).equals(List.of(customerId))
        ? Optional.empty()
        : Optional.of(new Refusal.Invalid(field, InvalidKey.UNKNOWN));
  }

  private static Discount given(Subscription before, UUID deal, DiscountForm form) {
    return form.of(deal, before.nextInterval(), before.terms().price().currency());
  }

  /** One that was changed, and the discount that it had. */
  private record Changed(Written written, @Nullable Discount former) {}

  private Result<Changed> set(
      Actor actor,
      UUID id,
      @Nullable Integer version,
      Function<Subscription, @Nullable Discount> wanted,
      @Nullable String reason,
      Moment moment) {
    return locks
        .lock(id, version)
        .flatMap(
            before -> {
              Discount discount = wanted.apply(before);
              String name = discount == null ? "end-discount" : "discount";
              Attempt attempt = Attempt.on(SubscriptionService.TYPE, id, name).because(reason);
              return transitions
                  .write(actor, attempt, before, new Move(new Action.SetDiscount(discount)), moment)
                  .map(written -> new Changed(written, before.renewal().discount()));
            });
  }

  private Result<List<Discounted>> end(Actor actor, List<Changed> changed, Moment moment) {
    return transitions.end(
        actor,
        changed.stream().map(Changed::written).toList(),
        changed.stream()
            .map(
                one ->
                    new Discounted(transitions.view(one.written().saved(), moment), one.former()))
            .toList());
  }
}
