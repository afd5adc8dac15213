package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.Business.owner;
import static com.bpmcentr.console.Business.payment;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.due.DueRounds;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceRow;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.license.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Invoices that the time alone asks for, by consoles as they run it. */
class InvoicesInTimeIT {

  private static Business business;

  @BeforeAll
  static void open() {
    business = Business.open();
  }

  @AfterAll
  static void close() {
    business.close();
  }

  @Test
  void run_twoConsolesAfterAYearOff_askOnceForOnePeriodFromNow() throws Exception {
    DueRounds.run(business);
    Customer customer = business.newCustomer();
    List<Subscription> paid = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      paid.add(business.newSubscription(customer, "rozetka", null));
    }
    Instant now = business.clock.instant().plus(Duration.ofDays(366));
    business.clock.set(now);

    together(this::round, this::round);
    DueRounds.run(business);

    for (Subscription each : paid) {
      List<Invoice> invoices = invoices(each);
      assertThat(invoices).hasSize(2);
      Invoice asked = invoices.getFirst();
      assertThat(asked.payment()).isNull();
      assertThat(asked.voiding()).isNull();
      assertThat(asked.bill().from()).isEqualTo(now);
      assertThat(asked.bill().interval()).isEqualTo(Interval.MONTH);
      assertThat(asked.bill().dueAt()).isEqualTo(each.term().endsAt());
    }
    assertNoGaps();
  }

  /**
   * Who pays while the invoice is being issued pays that one or the period's, and is asked once.
   */
  @Test
  void run_whileTheyArePaid_leavesEachPaidAndNothingOpen() throws Exception {
    Customer customer = business.newCustomer();
    List<Subscription> paid = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      paid.add(business.newSubscription(business.newCustomer(), "prom-ua", null));
      paid.add(business.newSubscription(customer, "prom-ua", null));
    }
    business.clock.set(paid.getFirst().term().endsAt().minus(Duration.ofDays(2)));

    together(
        this::round,
        () -> {
          for (Subscription each : paid) {
            Result<SettledInvoice> settled =
                business.billing.pay(owner(), each.id(), null, payment(each.terms().price()));
            assertThat(settled).isInstanceOf(Result.Done.class);
          }
          return null;
        });
    DueRounds.run(business);

    for (Subscription each : paid) {
      assertThat(invoices(each)).hasSize(2).allMatch(invoice -> invoice.payment() != null);
    }
    assertNoGaps();
  }

  private Void round() {
    DueRounds.run(business);
    return null;
  }

  private static void together(Callable<Void> one, Callable<Void> other) throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Void>> ends = new ArrayList<>();
      for (Callable<Void> each : List.of(one, other)) {
        ends.add(
            threads.submit(
                () -> {
                  both.await();
                  return each.call();
                }));
      }
      for (Future<Void> end : ends) {
        end.get();
      }
    }
  }

  private static void assertNoGaps() {
    ListQuery newest = new ListQuery(Map.of(), List.of(), 0, 1);
    var page = business.invoices.list(owner(), newest).orElseThrow();
    assertThat(page.items().getFirst().invoice().number()).isEqualTo(page.total());
  }

  private static List<Invoice> invoices(Subscription subscription) {
    ListQuery all =
        new ListQuery(Map.of("subscriptionId", subscription.id().toString()), List.of(), 0, 10);
    return business.invoices.list(owner(), all).orElseThrow().items().stream()
        .map(InvoiceRow::invoice)
        .toList();
  }
}
