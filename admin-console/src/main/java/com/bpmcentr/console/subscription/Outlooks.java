package com.bpmcentr.console.subscription;

import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceRepository;
import com.bpmcentr.console.subscription.BillingOutlook.IntervalPreview;
import com.bpmcentr.console.subscription.BillingOutlook.PaymentPreview;
import com.bpmcentr.console.subscription.Step.Denied;
import com.bpmcentr.console.subscription.Step.Transition;
import com.bpmcentr.license.Interval;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what billing would do at a moment, by doing it and leaving it. */
@Component
final class Outlooks {

  private final InvoiceRepository invoices;
  private final EventRepository events;
  private final Tariffs tariffs;

  Outlooks(InvoiceRepository invoices, EventRepository events, Tariffs tariffs) {
    this.invoices = invoices;
    this.events = events;
    this.tariffs = tariffs;
  }

  BillingOutlook of(Subscription subscription, Moment moment) {
    Tariff tariff = tariffs.tariff(subscription);
    Optional<Invoice> open = invoices.findOpen(subscription.id());
    Optional<Bill> bill =
        open.map(Invoice::bill)
            .filter(asked -> Billing.isStillOwed(subscription, asked, tariff, moment.now()))
            .or(() -> Billing.next(subscription, tariff, moment.now(), moment.rules()))
            .filter(_ -> tariffs.notSold(subscription).isEmpty());
    return new BillingOutlook(
        open.orElse(null),
        bill.flatMap(owed -> payment(subscription, owed, moment)).orElse(null),
        Refunds.of(
                subscription,
                invoices.paid(subscription.id()),
                events.beganElsewhere(subscription.id()),
                moment)
            .orElse(null),
        interval(subscription, tariff, moment));
  }

  private static Optional<PaymentPreview> payment(
      Subscription subscription, Bill owed, Moment moment) {
    Action pay = new Action.Pay(owed, moment.now(), moment.now());
    return switch (Lifecycle.apply(subscription, pay, moment.now(), moment.rules())) {
      case Denied _ -> Optional.empty();
      case Transition(Subscription after, EventKind _) ->
          Optional.of(
              new PaymentPreview(
                  owed,
                  after.term().periodStartsAt(),
                  after.term().endsAt(),
                  after.status(moment.now())));
    };
  }

  private static @Nullable IntervalPreview interval(
      Subscription subscription, Tariff tariff, Moment moment) {
    Interval other = subscription.nextInterval() == Interval.MONTH ? Interval.YEAR : Interval.MONTH;
    Instant now = moment.now();
    LifecycleRules rules = moment.rules();
    return switch (Lifecycle.apply(subscription, new Action.ChangeInterval(other), now, rules)) {
      case Denied _ -> null;
      case Transition(Subscription after, EventKind _) ->
          new IntervalPreview(
              other,
              Billing.yearAskedForAtOnce(after, tariff, now, rules)
                  .or(() -> Billing.due(after, tariff, now, rules))
                  .orElse(null),
              subscription.term().endsAt());
    };
  }
}
