package com.bpmcentr.console.subscription;

import com.bpmcentr.console.bulk.BulkOrder;
import com.bpmcentr.console.bulk.BulkResult;
import com.bpmcentr.console.bulk.BulkTarget;
import com.bpmcentr.console.customer.CustomerRepository;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.subscription.Step.Denied;
import com.bpmcentr.console.subscription.Step.Transition;
import com.bpmcentr.console.usage.BlastRadius;
import java.util.ArrayList;
import java.util.HashMap;
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
    List<Subscription> changed = new ArrayList<>();
    List<EventRepository.NewEvent> happened = new ArrayList<>();
    Map<UUID, BulkResult> results =
        decide(order, ids, subscriptions.findAllForUpdate(ids), moment, changed, happened);
    invoicing.follow(name(order.action()), subscriptions.saveAll(changed), moment);
    events.insertAll(moment.now(), order.actor(), order.reason(), happened);
    return results;
  }

  @Override
  public Map<UUID, BulkResult> preview(BulkOrder order, List<UUID> ids) {
    return decide(
        order,
        ids,
        subscriptions.findAll(ids),
        rules.moment(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  @Override
  public BlastRadius.Subject subject() {
    return BlastRadius.Subject.SUBSCRIPTION;
  }

  /** Decides on each, and gathers what there is to save. */
  private Map<UUID, BulkResult> decide(
      BulkOrder order,
      List<UUID> ids,
      List<Subscription> found,
      Moment moment,
      List<Subscription> changed,
      List<EventRepository.NewEvent> happened) {
    Map<UUID, Subscription> present =
        found.stream().collect(Collectors.toMap(Subscription::id, Function.identity()));
    Map<UUID, BulkResult> results = new HashMap<>();
    for (UUID id : ids) {
      Subscription before = present.get(id);
      if (before == null) {
        results.put(id, new BulkResult.Unchanged(new Refusal.NotFound(type(), id.toString())));
        continue;
      }
      Action action = actions.of(name(order.action()), before, order.reason());
      switch (Lifecycle.apply(before, action, moment.now(), moment.rules())) {
        case Denied(Refusal refusal) -> results.put(id, new BulkResult.Unchanged(refusal));
        case Transition(Subscription after, EventKind event) -> {
          changed.add(after);
          happened.add(new EventRepository.NewEvent(id, event, before.facts(), after.facts()));
          ActionPreview preview = ActionPreview.of(before, after, moment.now());
          results.put(
              id,
              new BulkResult.Changed(
                  before.customerId(),
                  preview.endsAccessAtOnce(),
                  preview.isForGood(name(order.action())),
                  before.facts(),
                  after.facts()));
        }
      }
    }
    return results;
  }

  private static ActionName name(String action) {
    return Optional.ofNullable(ACTIONS.get(action)).orElseThrow();
  }
}
