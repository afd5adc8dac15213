package com.bpmcentr.console.subscription;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.ConnectorRepository;
import com.bpmcentr.console.issuing.LicenseIssuer;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.subscription.Step.Denied;
import com.bpmcentr.console.subscription.Step.Transition;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Carries out what {@link Lifecycle} decides, always in one order: the subscription, what goes
 * along with it, its invoices, its event; then the audit log, then the license. The invoices'
 * counter and the audit log's end are held until the commit and wanted by everybody, so that two
 * orders would be a deadlock.
 */
@Component
final class Transitions {

  private final AuditedOperations operations;
  private final SubscriptionLocks locks;
  private final SubscriptionRepository subscriptions;
  private final EventRepository events;
  private final Invoicing invoicing;
  private final AuditLog audit;
  private final ConnectorRepository connectors;
  private final LicenseIssuer licenses;
  private final CurrentRules rules;

  Transitions(
      AuditedOperations operations,
      SubscriptionLocks locks,
      SubscriptionRepository subscriptions,
      EventRepository events,
      Invoicing invoicing,
      AuditLog audit,
      ConnectorRepository connectors,
      LicenseIssuer licenses,
      CurrentRules rules) {
    this.operations = operations;
    this.locks = locks;
    this.subscriptions = subscriptions;
    this.events = events;
    this.invoicing = invoicing;
    this.audit = audit;
    this.connectors = connectors;
    this.licenses = licenses;
    this.rules = rules;
  }

  /**
   * An action, and what else is written with it.
   *
   * @param along adds to what the records say
   */
  record Move(Action action, Along along) {

    Move(Action action) {
      this(action, (_, facts) -> facts);
    }
  }

  /** Rows that go along with a change. */
  interface Along {
    Facts write(Subscription saved, Facts facts);
  }

  /**
   * What is written but for the audit log and the license.
   *
   * @param change for the audit log
   * @param licensed whether edges must learn of it
   */
  record Written(Subscription saved, AuditLog.Change change, boolean licensed) {}

  /** One action on one subscription, whole. */
  Result<SubscriptionView> act(
      Actor actor,
      Permission permission,
      Attempt attempt,
      UUID id,
      @Nullable Integer version,
      Optional<? extends Refusal> problem,
      BiFunction<Subscription, Moment, Move> move) {
    return operations.change(
        actor,
        permission,
        attempt,
        problem,
        () ->
            locks
                .lock(id, version)
                .flatMap(
                    before -> {
                      Moment moment = rules.moment();
                      return write(actor, attempt, before, move.apply(before, moment), moment)
                          .flatMap(
                              written ->
                                  end(actor, List.of(written), view(written.saved(), moment)));
                    }));
  }

  /** Decides on one that is locked, and writes it; {@link #end} must follow. */
  Result<Written> write(
      Actor actor, Attempt attempt, Subscription before, Move move, Moment moment) {
    return switch (Lifecycle.apply(before, move.action(), moment.now(), moment.rules())) {
      case Denied(Refusal refusal) -> Result.refused(refusal);
      case Transition(Subscription after, EventKind event) -> {
        Subscription saved = subscriptions.save(after);
        Facts facts = move.along().write(saved, saved.facts());
        invoicing.follow(move.action().name(), List.of(saved), moment);
        events.insert(
            saved.id(), moment.now(), event, actor, attempt.reason(), before.facts(), facts);
        yield Result.done(
            new Written(
                saved,
                new AuditLog.Change(attempt, before.facts(), facts),
                !saved.grant().equals(before.grant())));
      }
    };
  }

  /** Records what was written, all of one customer's, and publishes what edges must learn. */
  <T> Result<T> end(Actor actor, List<Written> written, T answer) {
    audit.recordAll(actor, written.stream().map(Written::change).toList());
    return written.stream()
        .filter(Written::licensed)
        .findFirst()
        .map(any -> Result.done(answer, licenses.issue(any.saved().customerId())))
        .orElseGet(() -> Result.done(answer));
  }

  SubscriptionView view(Subscription subscription, Moment moment) {
    Connector connector = connectors.find(subscription.connectorId()).orElseThrow();
    return new SubscriptionView(
        subscription, subscription.status(moment.now(), connector.details().category()));
  }
}
