package com.bpmcentr.console.export;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.connector.PriceChange;
import com.bpmcentr.console.invoice.InvoiceRow;
import com.bpmcentr.console.invoice.InvoiceService;
import com.bpmcentr.console.invoice.Payment;
import com.bpmcentr.console.notice.NoticeService;
import com.bpmcentr.console.price.PriceRow;
import com.bpmcentr.console.price.PriceService;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.license.Interval;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Of what customers owe and have paid, and of what they are told. */
@Component
class MoneyLists implements ExportedLists {

  private final List<ExportedList<?>> lists;

  MoneyLists(InvoiceService invoices, NoticeService notices, PriceService prices) {
    lists = List.of(invoices(invoices), notices(notices), prices(prices));
  }

  @Override
  public List<ExportedList<?>> lists() {
    return lists;
  }

  private static ExportedList<?> prices(PriceService service) {
    return new ExportedList<>(
            "prices", "price", Permission.READ, service::list, row -> row.change().id())
        .column("id", row -> row.change().id())
        .column("category", row -> row.change().category())
        .column("connectorId", row -> row.change().connectorId())
        .column("connector", row -> row.connectorName())
        .column("asCategory", row -> row.change().followsCategory())
        .column("month", row -> row.change().prices().get(Interval.MONTH))
        .column("year", row -> row.change().prices().get(Interval.YEAR))
        .column("currency", row -> currency(row.change()))
        .column("validFrom", row -> row.change().validFrom())
        .column("state", row -> row.state())
        .column("enteredAt", row -> row.change().enteredAt())
        .column("enteredBy", row -> row.change().enteredBy())
        .column("reason", row -> row.change().reason())
        .column("withdrawnAt", ofWithdrawal(PriceChange.Withdrawal::at))
        .column("withdrawnBy", ofWithdrawal(PriceChange.Withdrawal::by))
        .column("withdrawReason", ofWithdrawal(PriceChange.Withdrawal::reason));
  }

  private static @Nullable String currency(PriceChange change) {
    return change.followsCategory() ? null : change.price(Interval.MONTH).currency();
  }

  private static Function<PriceRow, @Nullable Object> ofWithdrawal(
      Function<PriceChange.Withdrawal, Object> value) {
    return row -> row.change().withdrawal() == null ? null : value.apply(row.change().withdrawal());
  }

  private static ExportedList<?> invoices(InvoiceService service) {
    return new ExportedList<>(
            "invoices", "invoice", Permission.READ, service::list, row -> row.invoice().id())
        .column("id", row -> row.invoice().id())
        .column("number", row -> row.invoice().number())
        .column("customerId", row -> row.invoice().customerId())
        .column("customer", row -> row.customerName())
        .column("email", row -> row.customerEmail())
        .column("subscriptionId", row -> row.invoice().subscriptionId())
        .column("connectorId", row -> row.connectorId())
        .column("kind", row -> row.invoice().bill().kind())
        .column("status", row -> row.status())
        .column("interval", row -> row.invoice().bill().interval())
        .column("periodFrom", row -> row.invoice().bill().from())
        .column("periodTo", row -> row.invoice().bill().to())
        .column("price", row -> row.invoice().bill().price())
        .column("credit", row -> row.invoice().bill().credit())
        .column("amount", row -> row.invoice().bill().amount())
        .column("currency", row -> row.invoice().bill().price().currency())
        .column("issuedAt", row -> row.invoice().issuedAt())
        .column("dueAt", row -> row.invoice().bill().dueAt())
        .column("paidAt", ofPayment(Payment::paidAt))
        .column("method", ofPayment(Payment::method))
        .column("reference", ofPayment(Payment::reference))
        .column("refunded", ofPayment(MoneyLists::refunded));
  }

  private static Function<InvoiceRow, @Nullable Object> ofPayment(
      Function<Payment, @Nullable Object> value) {
    return row -> row.invoice().payment() == null ? null : value.apply(row.invoice().payment());
  }

  private static @Nullable Money refunded(Payment payment) {
    return payment.refund() == null ? null : payment.refund().amount();
  }

  private static ExportedList<?> notices(NoticeService service) {
    return new ExportedList<>("notices", "notice", Permission.READ, service::list, row -> row.id())
        .column("id", row -> row.id())
        .column("kind", row -> row.kind())
        .column("subscriptionId", row -> row.subscriptionId())
        .column("customerId", row -> row.customerId())
        .column("customer", row -> row.customerName())
        .column("email", row -> row.customerEmail())
        .column("connectorId", row -> row.connectorId())
        .column("dueAt", row -> row.dueAt())
        .column("recordedAt", row -> row.recordedAt())
        .column("endsAt", row -> row.endsAt())
        .column("step", row -> row.step())
        .column("price", row -> row.price())
        .column("currency", row -> row.price() == null ? null : row.price().currency());
  }
}
