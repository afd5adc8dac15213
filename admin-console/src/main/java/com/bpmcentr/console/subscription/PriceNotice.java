package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.PriceHistory;
import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceKind;
import com.bpmcentr.console.invoice.Payment;
import com.bpmcentr.license.Category;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a customer was told of the price, and so the price of their renewals until they are told
 * something else.
 *
 * @param renewal from when the price was told for
 * @param at when they were told: what was entered later, they do not know
 */
public record PriceNotice(Instant renewal, Instant at) {

  /** Who begins sees the list, and knows nothing else until they are told: the list of that day. */
  static PriceNotice atBeginning(Subscription subscription) {
    PriceNotice known = subscription.renewal().known();
    return known == null
        ? ofTheList(subscription, subscription.term().anniversary(), Instant.MAX)
        : known;
  }

  /**
   * What the bill told of the list: a trial may be paid for, and a start to come be asked for, days
   * before the period begins, and what is entered in between nobody was told of. A period that
   * could not begin as it was asked for begins anew, at the list of then.
   *
   * @param from where the period begins
   * @param askedAt when the bill was made out
   */
  static PriceNotice ofTheBill(
      Subscription subscription, Bill bill, Instant from, Instant askedAt) {
    return ofTheList(subscription, from, bill.from().equals(from) ? askedAt : Instant.MAX);
  }

  /** What the list tells, at that moment, of a period from then. */
  private static PriceNotice ofTheList(Subscription subscription, Instant from, Instant now) {
    // What came here from elsewhere begins here when it comes.
    Instant begins = from.isAfter(subscription.createdAt()) ? from : subscription.createdAt();
    return new PriceNotice(begins, begins.isBefore(now) ? begins : now);
  }

  /**
   * What the customer knows by what was paid, when something of it turned out not to be: a year in
   * place of a month may have been seen on another list. Empty: none of it was.
   *
   * @param paid what stays of it, the oldest first
   */
  static Optional<PriceNotice> ofPayments(Subscription subscription, List<Invoice> paid) {
    Term term = subscription.term();
    PriceNotice known = null;
    for (Invoice invoice : paid) {
      Payment payment = invoice.payment();
      if (payment == null || !payment.from().isBefore(term.endsAt())) {
        continue;
      }
      if (!isRenewal(subscription, invoice.bill().kind(), payment)) {
        known = ofTheBill(subscription, invoice.bill(), payment.from(), invoice.issuedAt());
      } else if (known == null) {
        known = ofTheList(subscription, term.startsAt(), Instant.MAX);
      }
    }
    boolean elsewhere =
        known == null
            && term.wasEverPaid()
            && !term.endsAt().equals(subscription.identity().trialUntil());
    return Optional.ofNullable(
        elsewhere ? ofTheList(subscription, term.startsAt(), Instant.MAX) : known);
  }

  /** As {@link Billing#isRenewal} was when it was paid. */
  private static boolean isRenewal(Subscription subscription, InvoiceKind kind, Payment payment) {
    return kind == InvoiceKind.PERIOD
        && payment.from().equals(payment.without())
        && payment.from().isAfter(subscription.term().startsAt())
        && !payment.from().equals(subscription.identity().trialUntil());
  }

  /** Of a price that was told and then withdrawn the customer has the better. */
  Tariff tariff(PriceHistory history, Connector connector) {
    // A connector's category holds from when it is entered.
    Category category = history.category(connector, at.isBefore(renewal) ? at : renewal);
    Tariff present = Tariff.of(history.at(renewal, at), connector.id(), category);
    return present.orLower(Tariff.of(history.asTold(renewal, at), connector.id(), category));
  }
}
