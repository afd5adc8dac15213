package com.bpmcentr.console.subscription;

import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceKind;
import com.bpmcentr.console.invoice.InvoiceRepository;
import com.bpmcentr.console.operation.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps each subscription's one open invoice at what is owed; {@link Billing} says what that is.
 */
@Component
final class Invoicing {

  private final InvoiceRepository invoices;
  private final Actions actions;
  private final Ids ids;

  Invoicing(InvoiceRepository invoices, Actions actions, Ids ids) {
    this.invoices = invoices;
    this.actions = actions;
    this.ids = ids;
  }

  /** After one action on some: what it ends is void, what it begins is asked for. */
  void follow(ActionName done, List<Subscription> changed, Moment moment) {
    switch (done) {
      case CHANGE_ACCOUNT, SUSPEND, RESUME -> {}
      case CANCEL, REVOKE ->
          invoices.voidOpen(changed.stream().map(Subscription::id).toList(), moment.now(), null);
      case REACTIVATE, PAY, REFUND -> changed.forEach(each -> bringUpToDate(each, moment));
      case CHANGE_INTERVAL ->
          changed.forEach(each -> replace(each, yearAtOnce(each, moment), moment, null));
      case DISCOUNT -> changed.forEach(each -> reprice(each, moment));
    }
  }

  /** As time goes by: the invoice that is open then. Once or often. */
  Optional<Invoice> bringUpToDate(Subscription subscription, Moment moment) {
    Optional<Invoice> open = invoices.findOpen(subscription.id());
    Tariff tariff = actions.tariff(subscription);
    if (open.isPresent()) {
      if (Billing.isStillOwed(subscription, open.get().bill(), tariff, moment.now())) {
        return open;
      }
      invoices.voidOpen(List.of(subscription.id()), moment.now(), null);
    }
    return Billing.due(subscription, tariff, moment.now(), moment.rules())
        .map(bill -> issue(subscription, bill, moment.now()));
  }

  /** In place of what is open: what is owed anew. */
  Optional<Invoice> renew(Subscription subscription, Moment moment, @Nullable String reason) {
    return replace(subscription, Optional.empty(), moment, reason);
  }

  /**
   * What money that came in at that time pays: what was asked for then, if it is still what is
   * owed, also where it has lapsed since; otherwise the open invoice, or one issued for it.
   */
  Optional<Invoice> payable(Subscription subscription, Instant paidAt, Moment moment) {
    Tariff tariff = actions.tariff(subscription);
    return invoices
        .findAsked(subscription.id(), paidAt)
        .filter(asked -> Billing.isStillOwed(subscription, asked.bill(), tariff, paidAt))
        .or(() -> bringUpToDate(subscription, moment))
        .or(
            () ->
                Billing.next(subscription, tariff, moment.now(), moment.rules())
                    .map(bill -> issue(subscription, bill, moment.now())));
  }

  /** What new subscriptions owe, asked for together. */
  void issueAll(List<InvoiceRepository.Draft> drafts, Instant now) {
    invoices.insertAll(drafts, now);
  }

  InvoiceRepository.Draft draft(Subscription subscription, Bill bill) {
    return new InvoiceRepository.Draft(
        ids.next(), subscription.id(), subscription.customerId(), bill);
  }

  private void reprice(Subscription subscription, Moment moment) {
    Optional<Invoice> open = invoices.findOpen(subscription.id());
    if (open.isPresent()) {
      boolean isChange = open.get().bill().kind() == InvoiceKind.INTERVAL_CHANGE;
      replace(
          subscription,
          isChange ? yearAtOnce(subscription, moment) : Optional.empty(),
          moment,
          null);
    }
  }

  private Optional<Bill> yearAtOnce(Subscription subscription, Moment moment) {
    return Billing.yearAskedForAtOnce(
        subscription, actions.tariff(subscription), moment.now(), moment.rules());
  }

  private Optional<Invoice> replace(
      Subscription subscription, Optional<Bill> bill, Moment moment, @Nullable String reason) {
    invoices.voidOpen(List.of(subscription.id()), moment.now(), reason);
    return bill.map(asked -> issue(subscription, asked, moment.now()))
        .or(() -> bringUpToDate(subscription, moment));
  }

  private Invoice issue(Subscription subscription, Bill bill, Instant now) {
    return invoices.insert(draft(subscription, bill), now);
  }
}
