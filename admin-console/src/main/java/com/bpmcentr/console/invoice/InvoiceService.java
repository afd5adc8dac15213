package com.bpmcentr.console.invoice;

import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.ListFields;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Invoices, for those who may read them. What changes them is done to their subscription. */
@Service
public final class InvoiceService {

  public static final String TYPE = "invoice";

  public static final ListFields FIELDS = InvoiceQuery.INVOICES.fields();

  private final AuditedOperations operations;
  private final InvoiceQuery invoices;
  private final Clock clock;

  InvoiceService(AuditedOperations operations, InvoiceQuery invoices, Clock clock) {
    this.operations = operations;
    this.invoices = invoices;
    this.clock = clock;
  }

  public Result<InvoiceRow> get(Actor actor, UUID id) {
    return operations.read(
        actor,
        READ,
        Attempt.on(TYPE, id, "get"),
        () -> Result.found(invoices.find(id, clock.instant()), TYPE, id));
  }

  /** By {@link #FIELDS}; {@code q} is of the customer: e-mail, name, company. */
  public Result<Page<InvoiceRow>> list(Actor actor, ListQuery asked) {
    return operations.read(
        actor, READ, Attempt.on(TYPE, "all", "list"), () -> invoices.list(asked, clock.instant()));
  }

  /** What those that the list's filters leave ask for, by currency. */
  public Result<List<InvoiceTotal>> totals(Actor actor, Map<String, String> filters) {
    return operations.read(
        actor,
        READ,
        Attempt.on(TYPE, "all", "totals"),
        () -> invoices.totals(filters, clock.instant()));
  }

  /** How many the list's filters leave, counted no further than {@code most}. */
  public Result<Long> count(Actor actor, Map<String, String> filters, int most) {
    return operations.read(
        actor,
        READ,
        Attempt.on(TYPE, "all", "list"),
        () -> invoices.count(filters, clock.instant(), most));
  }
}
