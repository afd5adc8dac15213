package com.bpmcentr.console.subscription;

import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceKind;
import com.bpmcentr.console.invoice.InvoiceRepository;
import com.bpmcentr.console.operation.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps each subscription's one open invoice at what is owed; {@link Billing} says what that is.
 */
@Component
final class Invoicing {

  private final InvoiceRepository invoices;
  private final Tariffs tariffs;
  private final Ids ids;

  Invoicing(InvoiceRepository invoices, Tariffs tariffs, Ids ids) {
    this.invoices = invoices;
    this.tariffs = tariffs;
    this.ids = ids;
  }

  /** After one action on some: what it ends is void, what it begins is asked for. */
  void follow(ActionName done, List<Subscription> changed, Moment moment) {
    switch (done) {
      case CHANGE_ACCOUNT, SUSPEND, RESUME -> {}
      case CANCEL, REVOKE -> invoices.voidOpen(ids(changed), moment.now(), null);
      case REACTIVATE, PAY, REFUND -> bringUpToDate(changed, moment);
      case CHANGE_INTERVAL ->
          changed.forEach(each -> replace(each, yearAtOnce(each, moment), moment, null));
      case DISCOUNT -> changed.forEach(each -> reprice(each, moment));
    }
  }

  /** As time goes by: the invoice that is open then. Once or often. */
  Optional<Invoice> bringUpToDate(Subscription subscription, Moment moment) {
    return bringUpToDate(List.of(subscription), moment).stream()
        .findFirst()
        .map(Replaced::after)
        .orElseGet(() -> invoices.findOpen(subscription.id()));
  }

  /** One open invoice in place of another; one of the two may be absent. */
  record Replaced(Optional<Invoice> before, Optional<Invoice> after) {}

  /**
   * The same of many: what changed. All is decided before the first is issued, for from then on
   * everybody who issues an invoice waits for the commit.
   */
  List<Replaced> bringUpToDate(List<Subscription> subscriptions, Moment moment) {
    Map<UUID, Invoice> open = invoices.findAllOpen(ids(subscriptions));
    List<UUID> lapsed = new ArrayList<>();
    Map<UUID, InvoiceRepository.Draft> drafts = new LinkedHashMap<>();
    for (Subscription subscription : subscriptions) {
      Tariff tariff = tariffs.tariff(subscription);
      Invoice present = open.get(subscription.id());
      if (present != null) {
        if (Billing.isStillOwed(subscription, present.bill(), tariff, moment.now())) {
          continue;
        }
        lapsed.add(subscription.id());
      }
      Billing.due(subscription, tariff, moment.now(), moment.rules())
          .ifPresent(bill -> drafts.put(subscription.id(), draft(subscription, bill)));
    }
    if (!lapsed.isEmpty()) {
      invoices.voidOpen(lapsed, moment.now(), null);
    }
    Map<UUID, Invoice> issued = new HashMap<>();
    invoices
        .insertAll(List.copyOf(drafts.values()), moment.now())
        .forEach(invoice -> issued.put(invoice.subscriptionId(), invoice));
    return ids(subscriptions).stream()
        .filter(id -> lapsed.contains(id) || issued.containsKey(id))
        .map(
            id ->
                new Replaced(
                    Optional.ofNullable(open.get(id)), Optional.ofNullable(issued.get(id))))
        .toList();
  }

  private static List<UUID> ids(List<Subscription> subscriptions) {
    return subscriptions.stream().map(Subscription::id).toList();
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
    Tariff tariff = tariffs.tariff(subscription);
    return invoices
        .findAsked(subscription.id(), paidAt)
        .filter(asked -> Billing.isStillOwed(subscription, asked.bill(), tariff, paidAt))
        .or(() -> missed(subscription, paidAt, moment))
        .or(() -> bringUpToDate(subscription, moment))
        .or(
            () ->
                Billing.next(subscription, tariff, moment.now(), moment.rules())
                    .map(bill -> issue(subscription, bill, moment.now())));
  }

  /**
   * What is written down too late, and came in in time for the period that follows what is paid, is
   * for that one, at its price: not at that of a period from now. It may have been asked for by
   * nobody: in a trial, or while no console ran.
   */
  private Optional<Invoice> missed(Subscription subscription, Instant paidAt, Moment moment) {
    Instant end = subscription.term().endsAt();
    Instant now = moment.now();
    if (!Billing.nextPeriodStart(subscription, paidAt, now).equals(end)
        || Billing.nextPeriodStart(subscription, now, now).equals(end)) {
      return Optional.empty();
    }
    return Billing.next(subscription, tariffs.tariff(subscription, paidAt), paidAt, moment.rules())
        .map(
            bill ->
                invoices
                    .findOpen(subscription.id())
                    .filter(open -> asksFor(bill, open.bill()))
                    .or(() -> replace(subscription, Optional.of(bill), moment, null))
                    .orElseThrow());
  }

  private static boolean asksFor(Bill bill, Bill open) {
    return open.kind() == bill.kind()
        && open.interval() == bill.interval()
        && open.category() == bill.category()
        && open.amount().equals(bill.amount());
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
        subscription, tariffs.tariff(subscription), moment.now(), moment.rules());
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
