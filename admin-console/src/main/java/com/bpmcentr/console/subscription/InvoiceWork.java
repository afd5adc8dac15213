package com.bpmcentr.console.subscription;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.customer.CustomerRepository;
import com.bpmcentr.console.due.Due;
import com.bpmcentr.console.due.DueWork;
import com.bpmcentr.console.due.Place;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceService;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.Invoicing.Replaced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Issues invoices as renewals come near, and lets go of those for a year that lapsed. */
final class InvoiceWork implements DueWork {

  private static final Actor CONSOLE = Actor.system("console");

  private final String name;
  private final Search search;
  private final Parts parts;

  InvoiceWork(String name, Search search, Parts parts) {
    this.name = name;
    this.search = search;
    this.parts = parts;
  }

  /** As {@link DueWork#find}. */
  interface Search {
    List<Due> find(Place after, Instant until, int most);
  }

  /** What brings an invoice up to date. */
  @Component
  record Parts(
      CustomerRepository customers,
      SubscriptionRepository subscriptions,
      Invoicing invoicing,
      CurrentRules rules,
      AuditLog audit) {}

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Due> find(Place after, Instant until, int most) {
    return search.find(after, until, most);
  }

  @Override
  public void carryOut(List<Due> due, Instant now) {
    List<UUID> ids = due.stream().map(Due::subject).toList();
    parts.customers.lock(parts.subscriptions.customersOf(ids));
    Moment moment = new Moment(now, parts.rules.get());
    List<AuditLog.Change> changes = new ArrayList<>();
    for (Replaced replaced :
        parts.invoicing.bringUpToDate(parts.subscriptions.findAllForUpdate(ids), moment)) {
      Optional<Invoice> before = replaced.before();
      Optional<Invoice> after = replaced.after();
      changes.add(
          new AuditLog.Change(
              Attempt.on(InvoiceService.TYPE, after.or(() -> before).orElseThrow().id(), "issue"),
              before.map(Invoice::facts).orElse(Facts.NONE),
              after.map(Invoice::facts).orElse(Facts.NONE)));
    }
    parts.audit.recordAll(CONSOLE, changes);
  }
}
