package com.bpmcentr.console.invoice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The invoices of one subscription, in memory. */
public final class RememberedInvoices extends InvoiceRepository {

  private final List<Invoice> rows = new ArrayList<>();

  public RememberedInvoices() {
    super(null);
  }

  public List<Invoice> all() {
    return List.copyOf(rows);
  }

  public List<Invoice> open() {
    return rows.stream()
        .filter(invoice -> invoice.payment() == null && invoice.voiding() == null)
        .toList();
  }

  @Override
  public Optional<Invoice> findOpen(UUID subscriptionId) {
    return open().stream().findFirst();
  }

  @Override
  public Map<UUID, Invoice> findAllOpen(List<UUID> subscriptionIds) {
    return open().stream().collect(Collectors.toMap(Invoice::subscriptionId, Function.identity()));
  }

  @Override
  public Optional<Invoice> findAsked(UUID subscriptionId, Instant at) {
    return rows.stream()
        .filter(invoice -> invoice.payment() == null && !invoice.issuedAt().isAfter(at))
        .filter(
            invoice ->
                invoice.voiding() == null
                    || invoice.voiding().reason() == null && invoice.voiding().at().isAfter(at))
        .max(Comparator.comparing(Invoice::number));
  }

  @Override
  public List<Invoice> paid(UUID subscriptionId) {
    return rows.stream()
        .filter(invoice -> invoice.payment() != null && invoice.payment().reversal() == null)
        .sorted(Comparator.comparing(invoice -> invoice.payment().from()))
        .toList();
  }

  @Override
  public List<Invoice> insertAll(List<Draft> drafts, Instant issuedAt) {
    List<Invoice> added = new ArrayList<>();
    for (Draft draft : drafts) {
      Invoice invoice =
          new Invoice(
              draft.id(),
              rows.size() + 1,
              draft.subscriptionId(),
              draft.customerId(),
              draft.bill(),
              issuedAt,
              null,
              null);
      rows.add(invoice);
      added.add(invoice);
    }
    return added;
  }

  public void pay(UUID id, int part, Payment payment) {
    replace(id, invoice -> with(invoice, payment, null));
  }

  public void refund(UUID id, Refund refund) {
    replace(id, invoice -> with(invoice, with(invoice.payment(), refund, null), null));
  }

  public void reverse(UUID id, Reversal reversal) {
    replace(id, invoice -> with(invoice, with(invoice.payment(), null, reversal), null));
  }

  @Override
  public void voidOpen(List<UUID> subscriptionIds, Instant at, @Nullable String reason) {
    for (Invoice open : open()) {
      replace(open.id(), invoice -> with(invoice, null, new Invoice.Voiding(at, reason)));
    }
  }

  private void replace(UUID id, UnaryOperator<Invoice> change) {
    rows.replaceAll(invoice -> invoice.id().equals(id) ? change.apply(invoice) : invoice);
  }

  private static Payment with(Payment paid, @Nullable Refund refund, @Nullable Reversal reversal) {
    return new Payment(
        paid.method(),
        paid.reference(),
        paid.paidAt(),
        paid.recordedAt(),
        paid.recordedBy(),
        paid.from(),
        paid.to(),
        paid.before(),
        refund,
        reversal);
  }

  private static Invoice with(
      Invoice invoice, @Nullable Payment payment, Invoice.@Nullable Voiding voiding) {
    return new Invoice(
        invoice.id(),
        invoice.number(),
        invoice.subscriptionId(),
        invoice.customerId(),
        invoice.bill(),
        invoice.issuedAt(),
        payment,
        voiding);
  }
}
