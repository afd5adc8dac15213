package com.bpmcentr.console.subscription;

import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.Invoice;
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
  private final CurrentRules rules;
  private final Ids ids;

  Invoicing(InvoiceRepository invoices, Actions actions, CurrentRules rules, Ids ids) {
    this.invoices = invoices;
    this.actions = actions;
    this.rules = rules;
    this.ids = ids;
  }

  /** After each change, and as time goes by: the invoice that is open then. Once or often. */
  Optional<Invoice> bringUpToDate(Subscription subscription, Instant now) {
    Optional<Invoice> open = invoices.findOpen(subscription.id());
    if (open.isPresent()) {
      if (Billing.isStillOwed(subscription, open.get().bill(), now)) {
        return open;
      }
      invoices.voidOpen(List.of(subscription.id()), now, null);
    }
    return Billing.due(subscription, actions.tariff(subscription), now, rules.get())
        .map(bill -> issue(subscription, bill, now));
  }

  /** After one action on many: what it ends is void, what it begins is asked for. */
  void bringUpToDate(ActionName done, List<Subscription> changed, Instant now) {
    switch (done) {
      case CANCEL, REVOKE ->
          invoices.voidOpen(changed.stream().map(Subscription::id).toList(), now, null);
      case REACTIVATE -> changed.forEach(each -> bringUpToDate(each, now));
      case CHANGE_ACCOUNT, SUSPEND, RESUME, PAY, REFUND, CHANGE_INTERVAL, DISCOUNT -> {}
    }
  }

  /** In place of what is open: another bill, or what is owed anew. */
  Optional<Invoice> replace(
      Subscription subscription, Optional<Bill> bill, Instant now, @Nullable String reason) {
    invoices.voidOpen(List.of(subscription.id()), now, reason);
    return bill.map(asked -> issue(subscription, asked, now))
        .or(() -> bringUpToDate(subscription, now));
  }

  /** What a payment made now would pay: the open invoice, or one that is issued for it. */
  Optional<Invoice> payable(Subscription subscription, Instant now) {
    return invoices
        .findOpen(subscription.id())
        .or(
            () ->
                Billing.next(subscription, actions.tariff(subscription), now, rules.get())
                    .map(bill -> issue(subscription, bill, now)));
  }

  /** What new subscriptions owe, asked for together. */
  void issueAll(List<InvoiceRepository.Draft> drafts, Instant now) {
    invoices.insertAll(drafts, now);
  }

  InvoiceRepository.Draft draft(Subscription subscription, Bill bill) {
    return new InvoiceRepository.Draft(
        ids.next(), subscription.id(), subscription.customerId(), bill);
  }

  private Invoice issue(Subscription subscription, Bill bill, Instant now) {
    return invoices.insert(draft(subscription, bill), now);
  }
}
