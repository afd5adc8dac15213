package com.bpmcentr.console.subscription;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.ConnectorRepository;
import com.bpmcentr.console.customer.CustomerRepository;
import com.bpmcentr.console.invoice.PaymentEntry;
import com.bpmcentr.console.issuing.LicenseIssuer;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.Ids;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.Order.TrialHistory;
import com.bpmcentr.console.subscription.Step.Denied;
import com.bpmcentr.console.subscription.Step.Transition;
import com.bpmcentr.console.subscription.Transitions.Written;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Carries out what is ordered: gathers the facts that decide on it, and writes what comes of it.
 */
@Component
final class Orders {

  private final CustomerRepository customers;
  private final ConnectorRepository connectors;
  private final SubscriptionRepository subscriptions;
  private final AccountRepository accounts;
  private final EventRepository events;
  private final Invoicing invoicing;
  private final Payments payments;
  private final Transitions transitions;
  private final LicenseIssuer licenses;
  private final Tariffs tariffs;
  private final CurrentRules rules;
  private final Ids ids;

  Orders(
      CustomerRepository customers,
      ConnectorRepository connectors,
      SubscriptionRepository subscriptions,
      AccountRepository accounts,
      EventRepository events,
      Invoicing invoicing,
      Payments payments,
      Transitions transitions,
      LicenseIssuer licenses,
      Tariffs tariffs,
      CurrentRules rules,
      Ids ids) {
    this.customers = customers;
    this.connectors = connectors;
    this.subscriptions = subscriptions;
    this.accounts = accounts;
    this.events = events;
    this.invoicing = invoicing;
    this.payments = payments;
    this.transitions = transitions;
    this.licenses = licenses;
    this.tariffs = tariffs;
    this.rules = rules;
    this.ids = ids;
  }

  /**
   * Makes the subscription, with its first payment where that came along; whole with audit log and
   * license.
   */
  Result<SubscriptionView> carryOut(Actor actor, Attempt attempt, NewSubscription asked) {
    Moment moment = rules.moment();
    Optional<Refusal.Invalid> problem = asked.problem(moment.now());
    if (problem.isPresent()) {
      return Result.refused(problem.get());
    }
    if (customers.findForUpdate(asked.customerId()).isEmpty()) {
      return Result.refused(new Refusal.Invalid("customerId", InvalidKey.UNKNOWN));
    }
    Optional<Refusal> full = licenses.grantsFull(asked.customerId());
    if (full.isPresent()) {
      return Result.refused(full.get());
    }
    Optional<Connector> connector = connectors.findForShare(asked.connectorId());
    if (connector.isEmpty()) {
      return Result.refused(new Refusal.Invalid("connectorId", InvalidKey.UNKNOWN));
    }
    TrialHistory history =
        accounts.trialHistory(asked.customerId(), asked.connectorId(), asked.makeAccountId());
    Offer offer = tariffs.offer(connector.get(), asked.interval());
    Order order = new Order(ids.next(), asked, connector.get(), offer, history);
    return switch (Lifecycle.start(order, moment.now(), moment.rules())) {
      case Denied(Refusal refusal) -> Result.refused(refusal);
      case Transition(Subscription started, EventKind event) -> {
        subscriptions.insertAll(List.of(started));
        if (asked.trial()
            && asked.makeAccountId() != null
            && !accounts.useTrial(started, asked.makeAccountId(), moment.now())) {
          yield Result.refused(new Refusal.LimitReached("trial-account", 1));
        }
        invoicing.bringUpToDate(started, moment);
        events.insert(started.id(), moment.now(), event, actor, null, Facts.NONE, started.facts());
        AuditLog.Change made =
            new AuditLog.Change(attempt.made(started.id()), Facts.NONE, started.facts());
        Written written = new Written(started, made, true);
        yield asked.payment() == null
            ? transitions.end(actor, List.of(written), transitions.view(started, moment))
            : paid(actor, written, asked.payment(), moment);
      }
    };
  }

  private Result<SubscriptionView> paid(
      Actor actor, Written started, PaymentEntry payment, Moment moment) {
    return payments
        .record(actor, started.saved(), payment, moment)
        .flatMap(
            recorded ->
                transitions.end(
                    actor,
                    List.of(started, recorded.written()),
                    transitions.view(recorded.written().saved(), moment)));
  }
}
