package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.ConnectorRepository;
import com.bpmcentr.console.customer.CustomerRepository;
import com.bpmcentr.console.invoice.PaymentEntry;
import com.bpmcentr.console.issuing.LicenseIssuer;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Ids;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.subscription.Order.TrialHistory;
import com.bpmcentr.console.subscription.Step.Denied;
import com.bpmcentr.console.subscription.Step.Transition;
import com.bpmcentr.license.FeedPosition;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Subscriptions: made, and moved through their {@link Lifecycle}. */
@Service
public final class SubscriptionService {

  static final String TYPE = "subscription";

  private final AuditedOperations operations;
  private final AuditLog audit;
  private final CustomerRepository customers;
  private final ConnectorRepository connectors;
  private final SubscriptionRepository subscriptions;
  private final AccountRepository accounts;
  private final EventRepository events;
  private final SubscriptionQuery query;
  private final LicenseIssuer licenses;
  private final SubscriptionLocks locks;
  private final Invoicing invoicing;
  private final Payments payments;
  private final Actions actions;
  private final CurrentRules rules;
  private final Ids ids;
  private final Clock clock;

  public SubscriptionService(
      AuditedOperations operations,
      AuditLog audit,
      CustomerRepository customers,
      ConnectorRepository connectors,
      SubscriptionRepository subscriptions,
      AccountRepository accounts,
      EventRepository events,
      SubscriptionQuery query,
      LicenseIssuer licenses,
      SubscriptionLocks locks,
      Invoicing invoicing,
      Payments payments,
      Actions actions,
      CurrentRules rules,
      Ids ids,
      Clock clock) {
    this.operations = operations;
    this.audit = audit;
    this.customers = customers;
    this.connectors = connectors;
    this.subscriptions = subscriptions;
    this.accounts = accounts;
    this.events = events;
    this.query = query;
    this.licenses = licenses;
    this.locks = locks;
    this.invoicing = invoicing;
    this.payments = payments;
    this.actions = actions;
    this.rules = rules;
    this.ids = ids;
    this.clock = clock;
  }

  /** The permission that the action asks of staff. */
  public static Permission permission(ActionName action) {
    return switch (action) {
      case CHANGE_ACCOUNT, SUSPEND, RESUME -> Permission.MANAGE_CUSTOMERS;
      case CANCEL, REACTIVATE, PAY, REFUND, CHANGE_INTERVAL, DISCOUNT -> Permission.BILL;
      case REVOKE -> Permission.REVOKE;
    };
  }

  public Result<SubscriptionView> create(Actor actor, NewSubscription asked) {
    Attempt attempt =
        Attempt.on(TYPE, asked.customerId(), asked.trial() ? "start-trial" : "create");
    Permission permission = asked.trial() ? Permission.MANAGE_CUSTOMERS : Permission.BILL;
    return operations.change(actor, permission, attempt, () -> start(actor, attempt, asked));
  }

  /**
   * Ties the subscription to another Make account; the one before is refused at once.
   *
   * @param override to go past the limit of moves, which asks for a permission and a reason
   */
  public Result<SubscriptionView> changeAccount(
      Actor actor,
      UUID id,
      @Nullable Integer version,
      String makeAccountId,
      boolean override,
      @Nullable String reason) {
    Permission permission =
        override && actor.may(permission(ActionName.CHANGE_ACCOUNT))
            ? Permission.OVERRIDE_LIMITS
            : permission(ActionName.CHANGE_ACCOUNT);
    Attempt attempt = Attempt.on(TYPE, id, "change-account").because(reason);
    return operations.change(
        actor,
        permission,
        attempt,
        () -> {
          Optional<Refusal.Invalid> problem =
              FieldRules.account("makeAccountId", makeAccountId)
                  .or(() -> Actions.reasonProblem(override, reason));
          if (problem.isPresent()) {
            return Result.refused(problem.get());
          }
          return move(
              actor,
              attempt,
              id,
              version,
              (subscription, now) -> {
                boolean accountHadTrial =
                    subscription.terms().trial()
                        && !accounts.useTrial(subscription, makeAccountId, now);
                int moves = accounts.movesSince(id, now.minus(rules.get().moveWindow()));
                return new Action.ChangeAccount(makeAccountId, moves, override, accountHadTrial);
              });
        });
  }

  /** Turns renewal off: it works to its period's end; after that, in the grace, it ends at once. */
  public Result<SubscriptionView> cancel(
      Actor actor, UUID id, @Nullable Integer version, @Nullable String reason) {
    return act(actor, id, version, reason, ActionName.CANCEL);
  }

  /** Turns renewal on again; after the end it starts a period now, at today's price. */
  public Result<SubscriptionView> reactivate(
      Actor actor, UUID id, @Nullable Integer version, @Nullable String reason) {
    return act(actor, id, version, reason, ActionName.REACTIVATE);
  }

  public Result<SubscriptionView> suspend(
      Actor actor, UUID id, @Nullable Integer version, String reason) {
    return act(actor, id, version, reason, ActionName.SUSPEND);
  }

  public Result<SubscriptionView> resume(
      Actor actor, UUID id, @Nullable Integer version, @Nullable String reason) {
    return act(actor, id, version, reason, ActionName.RESUME);
  }

  public Result<SubscriptionView> revoke(
      Actor actor, UUID id, @Nullable Integer version, String reason) {
    return act(actor, id, version, reason, ActionName.REVOKE);
  }

  /**
   * What an action that takes only a reason would change if it were done now. An account's change
   * leaves access as it is; {@link BillingService#outlook} speaks of money.
   */
  public Result<ActionPreview> preview(Actor actor, UUID id, ActionName action) {
    return operations.read(
        actor,
        READ,
        Attempt.on(TYPE, id, "preview"),
        () ->
            subscriptions
                .find(id)
                .map(found -> preview(found, action))
                .orElseGet(() -> notFound(id)));
  }

  public Result<SubscriptionDetail> get(Actor actor, UUID id) {
    return operations.read(
        actor,
        READ,
        Attempt.on(TYPE, id, "get"),
        () -> {
          Instant now = now();
          return query
              .find(id, now)
              .map(row -> Result.done(detail(actor, row, now)))
              .orElseGet(() -> notFound(id));
        });
  }

  /**
   * Filters: q (the customer's e-mail, name, company), status (several with commas), customerId,
   * connectorId, makeAccountId, bound, interval, category, trial, autoRenew, keyPrefix,
   * createdFrom, createdUntil, startsFrom, startsUntil, endsFrom, endsUntil. Sorts: createdAt,
   * startDate, endDate, price, connector, customer, makeAccountId.
   */
  public Result<Page<SubscriptionRow>> list(Actor actor, ListQuery asked) {
    return operations.read(
        actor, READ, Attempt.on(TYPE, "all", "list"), () -> query.list(asked, now()));
  }

  /** What those that the list's filters leave come to, by currency. */
  public Result<List<SubscriptionTotal>> totals(Actor actor, Map<String, String> filters) {
    return operations.read(
        actor, READ, Attempt.on(TYPE, "all", "totals"), () -> query.totals(filters, now()));
  }

  /** How many the list's filters leave, counted no further than {@code most}. */
  public Result<Long> count(Actor actor, Map<String, String> filters, int most) {
    return operations.read(
        actor, READ, Attempt.on(TYPE, "all", "list"), () -> query.count(filters, now(), most));
  }

  /** What happened to it, the newest first. */
  public Result<List<SubscriptionEvent>> timeline(Actor actor, UUID id) {
    return operations.read(
        actor, READ, Attempt.on(TYPE, id, "timeline"), () -> Result.done(events.of(id)));
  }

  private Result<SubscriptionView> start(Actor actor, Attempt attempt, NewSubscription asked) {
    Instant now = now();
    Optional<Refusal.Invalid> problem = asked.problem(now);
    if (problem.isPresent()) {
      return Result.refused(problem.get());
    }
    if (customers.findForUpdate(asked.customerId()).isEmpty()) {
      return Result.refused(new Refusal.Invalid("customerId", InvalidKey.UNKNOWN));
    }
    Optional<Connector> connector = connectors.findForShare(asked.connectorId());
    if (connector.isEmpty()) {
      return Result.refused(new Refusal.Invalid("connectorId", InvalidKey.UNKNOWN));
    }
    TrialHistory history =
        accounts.trialHistory(asked.customerId(), asked.connectorId(), asked.makeAccountId());
    Offer offer = actions.offer(connector.get(), asked.interval());
    Order order = new Order(ids.next(), asked, connector.get(), offer, history);
    return switch (Lifecycle.start(order, now, rules.get())) {
      case Denied(Refusal refusal) -> Result.refused(refusal);
      case Transition(Subscription started, EventKind event) -> {
        subscriptions.insert(started);
        if (asked.trial()
            && asked.makeAccountId() != null
            && !accounts.useTrial(started, asked.makeAccountId(), now)) {
          yield Result.refused(new Refusal.LimitReached("trial-account", 1));
        }
        invoicing.bringUpToDate(started, now);
        events.insert(started.id(), now, event, actor, null, Facts.NONE, started.facts());
        audit.record(actor, attempt.made(started.id()), Facts.NONE, started.facts());
        yield asked.payment() == null
            ? published(started, now)
            : paid(actor, started, asked.payment(), now);
      }
    };
  }

  private Result<SubscriptionView> paid(
      Actor actor, Subscription started, PaymentEntry payment, Instant now) {
    Attempt attempt = Attempt.on(TYPE, started.id(), "pay");
    return switch (payments.record(actor, attempt, started, payment, now)) {
      case Result.Refused<SettledInvoice>(Refusal refusal) -> Result.refused(refusal);
      case Result.Done<SettledInvoice>(SettledInvoice settled, _) ->
          published(settled.subscription(), now);
    };
  }

  private Result<SubscriptionView> act(
      Actor actor, UUID id, @Nullable Integer version, @Nullable String reason, ActionName name) {
    Attempt attempt = Attempt.on(TYPE, id, name.wireName()).because(reason);
    return operations.change(
        actor,
        permission(name),
        attempt,
        () -> {
          Optional<Refusal.Invalid> problem = Actions.reasonProblem(name, reason);
          if (problem.isPresent()) {
            return Result.refused(problem.get());
          }
          return move(
              actor,
              attempt,
              id,
              version,
              (subscription, _) -> actions.of(name, subscription, reason));
        });
  }

  private Result<SubscriptionView> move(
      Actor actor,
      Attempt attempt,
      UUID id,
      @Nullable Integer version,
      BiFunction<Subscription, Instant, Action> action) {
    return switch (locks.lock(id, version)) {
      case Result.Refused<Subscription>(Refusal refusal) -> Result.refused(refusal);
      case Result.Done<Subscription>(Subscription before, _) ->
          moved(actor, attempt, before, action);
    };
  }

  private Result<SubscriptionView> moved(
      Actor actor,
      Attempt attempt,
      Subscription before,
      BiFunction<Subscription, Instant, Action> action) {
    Instant now = now();
    UUID id = before.id();
    Action chosen = action.apply(before, now);
    return switch (Lifecycle.apply(before, chosen, now, rules.get())) {
      case Denied(Refusal refusal) -> Result.refused(refusal);
      case Transition(Subscription after, EventKind event) -> {
        Subscription saved = subscriptions.save(after);
        if (chosen instanceof Action.ChangeAccount change && before.binding().account() != null) {
          accounts.insertMove(
              id, before.binding().account(), change.account(), now, change.overrideLimit());
        }
        invoicing.bringUpToDate(chosen.name(), List.of(saved), now);
        events.insert(id, now, event, actor, attempt.reason(), before.facts(), saved.facts());
        audit.record(actor, attempt, before.facts(), saved.facts());
        yield published(saved, now);
      }
    };
  }

  private Result<ActionPreview> preview(Subscription before, ActionName name) {
    Instant now = now();
    if (!name.takesOnlyAReason()) {
      return Result.done(ActionPreview.of(before, before, now));
    }
    return switch (Lifecycle.apply(before, actions.of(name, before, ""), now, rules.get())) {
      case Denied(Refusal refusal) -> Result.refused(refusal);
      case Transition(Subscription after, EventKind _) ->
          Result.done(ActionPreview.of(before, after, now));
    };
  }

  private SubscriptionDetail detail(Actor actor, SubscriptionRow row, Instant now) {
    Set<ActionName> allowed =
        Lifecycle.allowedActions(row.subscription(), now).stream()
            .filter(action -> actor.may(permission(action)))
            .collect(Collectors.toSet());
    UUID id = row.subscription().id();
    LifecycleRules current = rules.get();
    int moves = accounts.movesSince(id, now.minus(current.moveWindow()));
    return new SubscriptionDetail(row, allowed, moves, current.moves());
  }

  private Result<SubscriptionView> published(Subscription subscription, Instant now) {
    FeedPosition position = licenses.issue(subscription.customerId());
    return Result.done(new SubscriptionView(subscription, subscription.status(now)), position);
  }

  private static <T> Result<T> notFound(UUID id) {
    return Result.refused(new Refusal.NotFound(TYPE, id.toString()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
