package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.ListFields;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.subscription.Step.Denied;
import com.bpmcentr.console.subscription.Step.Transition;
import com.bpmcentr.console.subscription.Transitions.Move;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Subscriptions: made, and moved through their {@link Lifecycle}. */
@Service
public final class SubscriptionService {

  static final String TYPE = "subscription";

  public static final ListFields FIELDS = SubscriptionQuery.SUBSCRIPTIONS.fields();

  private final AuditedOperations operations;
  private final SubscriptionRepository subscriptions;
  private final AccountRepository accounts;
  private final EventRepository events;
  private final SubscriptionQuery query;
  private final Orders orders;
  private final Transitions transitions;
  private final Actions actions;
  private final CurrentRules rules;

  public SubscriptionService(
      AuditedOperations operations,
      SubscriptionRepository subscriptions,
      AccountRepository accounts,
      EventRepository events,
      SubscriptionQuery query,
      Orders orders,
      Transitions transitions,
      Actions actions,
      CurrentRules rules) {
    this.operations = operations;
    this.subscriptions = subscriptions;
    this.accounts = accounts;
    this.events = events;
    this.query = query;
    this.orders = orders;
    this.transitions = transitions;
    this.actions = actions;
    this.rules = rules;
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
    return operations.change(
        actor, permission, attempt, () -> orders.carryOut(actor, attempt, asked));
  }

  /**
   * Ties the subscription to another Make account; the one before is refused at once. Back to where
   * it came from within the hour takes the move back: neither counts towards the limit.
   *
   * @param override to go past the limit of moves, which asks for a permission
   * @param reason must be given
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
    Optional<Refusal.Invalid> problem =
        FieldRules.account("makeAccountId", makeAccountId)
            .or(() -> FieldRules.reason("reason", reason));
    return transitions.act(
        actor,
        permission,
        Attempt.on(TYPE, id, "change-account").because(reason),
        id,
        version,
        problem,
        (subscription, moment) -> move(subscription, makeAccountId, override, moment));
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
            Result.found(subscriptions.find(id), TYPE, id)
                .flatMap(found -> preview(found, action)));
  }

  public Result<SubscriptionDetail> get(Actor actor, UUID id) {
    return operations.read(
        actor,
        READ,
        Attempt.on(TYPE, id, "get"),
        () -> {
          Moment moment = rules.moment();
          return Result.found(query.find(id, moment.now()), TYPE, id)
              .map(row -> detail(actor, row, moment));
        });
  }

  /** By {@link #FIELDS}; {@code q} is of the customer: e-mail, name, company. */
  public Result<Page<SubscriptionRow>> list(Actor actor, ListQuery asked) {
    return operations.read(
        actor, READ, Attempt.on(TYPE, "all", "list"), () -> query.list(asked, rules.now()));
  }

  /** What those that the list's filters leave come to, by currency. */
  public Result<List<SubscriptionTotal>> totals(Actor actor, Map<String, String> filters) {
    return operations.read(
        actor, READ, Attempt.on(TYPE, "all", "totals"), () -> query.totals(filters, rules.now()));
  }

  /** How many the list's filters leave, counted no further than {@code most}. */
  public Result<Long> count(Actor actor, Map<String, String> filters, int most) {
    return operations.read(
        actor,
        READ,
        Attempt.on(TYPE, "all", "list"),
        () -> query.count(filters, rules.now(), most));
  }

  /** What happened to it, the newest first. */
  public Result<List<SubscriptionEvent>> timeline(Actor actor, UUID id) {
    return operations.read(
        actor,
        READ,
        Attempt.on(TYPE, id, "timeline"),
        () -> Result.found(subscriptions.find(id), TYPE, id).map(_ -> events.of(id)));
  }

  private Result<SubscriptionView> act(
      Actor actor, UUID id, @Nullable Integer version, @Nullable String reason, ActionName name) {
    return transitions.act(
        actor,
        permission(name),
        Attempt.on(TYPE, id, name.wireName()).because(reason),
        id,
        version,
        Actions.reasonProblem(name, reason),
        (subscription, _) -> new Move(actions.of(name, subscription, reason)));
  }

  private Move move(Subscription before, String to, boolean override, Moment moment) {
    boolean accountHadTrial =
        before.isInTrial(moment.now()) && !accounts.useTrial(before, to, moment.now());
    Instant window = moment.now().minus(moment.rules().moveWindow());
    int moves = accounts.movesSince(before.id(), window);
    String from = before.binding().account();
    Optional<Long> takenBack =
        accounts.moveToTakeBack(before, to, moment.now().minus(Action.ChangeAccount.UNDO_WITHIN));
    return new Move(
        new Action.ChangeAccount(to, moves, takenBack.isPresent(), override, accountHadTrial),
        (saved, facts) -> {
          if (from != null) {
            accounts.insertMove(
                saved.id(), from, to, moment.now(), override, takenBack.orElse(null));
          }
          return facts;
        });
  }

  private Result<ActionPreview> preview(Subscription before, ActionName name) {
    Moment moment = rules.moment();
    Instant now = moment.now();
    if (!name.takesOnlyAReason()) {
      return Result.done(ActionPreview.of(before, before, now));
    }
    return switch (Lifecycle.apply(before, actions.of(name, before, ""), now, moment.rules())) {
      case Denied(Refusal refusal) -> Result.refused(refusal);
      case Transition(Subscription after, EventKind _) ->
          Result.done(ActionPreview.of(before, after, now));
    };
  }

  private SubscriptionDetail detail(Actor actor, SubscriptionRow row, Moment moment) {
    Set<ActionName> allowed =
        Lifecycle.allowedActions(row.subscription(), moment.now()).stream()
            .filter(action -> actor.may(permission(action)))
            .collect(Collectors.toSet());
    Instant since = moment.now().minus(moment.rules().moveWindow());
    int moves = accounts.movesSince(row.subscription().id(), since);
    return new SubscriptionDetail(
        row, allowed, moves, moment.rules().moves(), moment.rules().moveWindow());
  }
}
