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
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
  private final Clock clock;

  SubscriptionBulk(
      CustomerRepository customers,
      SubscriptionRepository subscriptions,
      EventRepository events,
      SubscriptionQuery query,
      Invoicing invoicing,
      Actions actions,
      CurrentRules rules,
      Clock clock) {
    this.customers = customers;
    this.subscriptions = subscriptions;
    this.events = events;
    this.query = query;
    this.invoicing = invoicing;
    this.actions = actions;
    this.rules = rules;
    this.clock = clock;
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
    return query.ids(filters, now(), most);
  }

  @Override
  public Map<UUID, BulkResult> change(BulkOrder order, List<UUID> ids) {
    customers.lock(subscriptions.customersOf(ids));
    Instant now = now();
    List<Subscription> changed = new ArrayList<>();
    List<EventRepository.NewEvent> happened = new ArrayList<>();
    Map<UUID, BulkResult> results =
        decide(order, ids, subscriptions.findAllForUpdate(ids), now, changed, happened);
    invoicing.bringUpToDate(name(order.action()), subscriptions.saveAll(changed), now);
    events.insertAll(now, order.actor(), order.reason(), happened);
    return results;
  }

  @Override
  public Map<UUID, BulkResult> preview(BulkOrder order, List<UUID> ids) {
    return decide(
        order, ids, subscriptions.findAll(ids), now(), new ArrayList<>(), new ArrayList<>());
  }

  @Override
  public Optional<BlastRadius.Subject> stops(String action) {
    ActionName name = name(action);
    return name == ActionName.SUSPEND || name == ActionName.REVOKE
        ? Optional.of(BlastRadius.Subject.SUBSCRIPTION)
        : Optional.empty();
  }

  /** Decides on each, and gathers what there is to save. */
  private Map<UUID, BulkResult> decide(
      BulkOrder order,
      List<UUID> ids,
      List<Subscription> found,
      Instant now,
      List<Subscription> changed,
      List<EventRepository.NewEvent> happened) {
    Map<UUID, Subscription> present =
        found.stream().collect(Collectors.toMap(Subscription::id, Function.identity()));
    LifecycleRules current = rules.get();
    Map<UUID, BulkResult> results = new HashMap<>();
    for (UUID id : ids) {
      Subscription before = present.get(id);
      if (before == null) {
        results.put(id, new BulkResult.Unchanged(new Refusal.NotFound(type(), id.toString())));
        continue;
      }
      Action action = actions.of(name(order.action()), before, order.reason());
      switch (Lifecycle.apply(before, action, now, current)) {
        case Denied(Refusal refusal) -> results.put(id, new BulkResult.Unchanged(refusal));
        case Transition(Subscription after, EventKind event) -> {
          changed.add(after);
          happened.add(new EventRepository.NewEvent(id, event, before.facts(), after.facts()));
          results.put(
              id, new BulkResult.Changed(before.customerId(), before.facts(), after.facts()));
        }
      }
    }
    return results;
  }

  private static ActionName name(String action) {
    return Optional.ofNullable(ACTIONS.get(action)).orElseThrow();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
