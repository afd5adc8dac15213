package com.bpmcentr.console.subscription;

import com.bpmcentr.console.bulk.BulkOrder;
import com.bpmcentr.console.bulk.BulkResult;
import com.bpmcentr.console.bulk.BulkTarget;
import com.bpmcentr.console.bulk.Decided;
import com.bpmcentr.console.customer.CustomerRepository;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.subscription.Step.Denied;
import com.bpmcentr.console.subscription.Step.Transition;
import com.bpmcentr.console.usage.BlastRadius;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The actions of {@link SubscriptionService} that take only a reason, on many subscriptions. */
@Component
final class SubscriptionBulk implements BulkTarget {

  private static final Map<String, ActionName> ACTIONS =
      Stream.of(ActionName.values())
          .filter(ActionName::takesOnlyAReason)
          .collect(Collectors.toUnmodifiableMap(ActionName::wireName, Function.identity()));

  private final CustomerRepository customers;
  private final SubscriptionRepository subscriptions;
  private final EventRepository events;
  private final SubscriptionQuery query;
  private final Invoicing invoicing;
  private final Actions actions;
  private final CurrentRules rules;

  SubscriptionBulk(
      CustomerRepository customers,
      SubscriptionRepository subscriptions,
      EventRepository events,
      SubscriptionQuery query,
      Invoicing invoicing,
      Actions actions,
      CurrentRules rules) {
    this.customers = customers;
    this.subscriptions = subscriptions;
    this.events = events;
    this.query = query;
    this.invoicing = invoicing;
    this.actions = actions;
    this.rules = rules;
  }

  @Override
  public String type() {
    return SubscriptionService.TYPE;
  }

  @Override
  public Map<String, Permission> actions() {
    return ACTIONS.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, action -> SubscriptionService.permission(action.getValue())));
  }

  @Override
  public Optional<Refusal.Invalid> reasonProblem(String action, @Nullable String reason) {
    return Actions.reasonProblem(name(action), reason);
  }

  @Override
  public Result<List<UUID>> select(Map<String, String> filters, int most) {
    return query.ids(filters, rules.now(), most);
  }

  @Override
  public Map<UUID, BulkResult> change(BulkOrder order, List<UUID> ids) {
    customers.lock(subscriptions.customersOf(ids));
    Moment moment = rules.moment();
    Decided<Moved> decided = decide(order, ids, subscriptions.findAllForUpdate(ids), moment);
    List<Subscription> saved =
        subscriptions.saveAll(decided.changed().stream().map(Moved::after).toList());
    invoicing.follow(name(order.action()), saved, moment);
    events.insertAll(
        moment.now(),
        order.actor(),
        order.reason(),
        decided.changed().stream().map(Moved::happened).toList());
    return decided.results();
  }

  @Override
  public Map<UUID, BulkResult> preview(BulkOrder order, List<UUID> ids) {
    return decide(order, ids, subscriptions.findAll(ids), rules.moment()).results();
  }

  @Override
  public BlastRadius.Subject subject() {
    return BlastRadius.Subject.SUBSCRIPTION;
  }

  /** A subscription after the action, and its timeline's entry. */
  private record Moved(Subscription after, EventRepository.NewEvent happened) {}

  private Decided<Moved> decide(
      BulkOrder order, List<UUID> ids, List<Subscription> found, Moment moment) {
    return Decided.of(
        type(), ids, found, Subscription::id, before -> decide(order, before, moment));
  }

  private Result<Decided.Change<Moved>> decide(
      BulkOrder order, Subscription before, Moment moment) {
    ActionName name = name(order.action());
    Action action = actions.of(name, before, order.reason());
    return switch (Lifecycle.apply(before, action, moment.now(), moment.rules())) {
      case Denied(Refusal refusal) -> Result.refused(refusal);
      case Transition(Subscription after, EventKind event) -> {
        ActionPreview preview = ActionPreview.of(before, after, moment.now());
        yield Result.done(
            new Decided.Change<>(
                new Moved(
                    after,
                    new EventRepository.NewEvent(
                        before.id(), event, before.facts(), after.facts())),
                new BulkResult.Changed(
                    before.customerId(),
                    preview.endsAccessAtOnce(),
                    preview.isForGood(name),
                    before.facts(),
                    after.facts())));
      }
    };
  }

  private static ActionName name(String action) {
    return Optional.ofNullable(ACTIONS.get(action)).orElseThrow();
  }
}
