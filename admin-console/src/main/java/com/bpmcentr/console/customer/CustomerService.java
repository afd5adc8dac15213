package com.bpmcentr.console.customer;

import static com.bpmcentr.console.staff.Permission.MANAGE_CUSTOMERS;
import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.issuing.LicenseIssuer;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Ids;
import com.bpmcentr.console.operation.ListFields;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Refusal.VersionConflict;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Customers: made, edited, blocked and unblocked. */
@Service
public final class CustomerService {

  public static final String TYPE = "customer";

  public static final ListFields FIELDS = CustomerQuery.CUSTOMERS.fields();

  private final AuditedOperations operations;
  private final AuditLog audit;
  private final CustomerRepository customers;
  private final CustomerQuery query;
  private final LicenseIssuer licenses;
  private final Ids ids;
  private final Clock clock;

  public CustomerService(
      AuditedOperations operations,
      AuditLog audit,
      CustomerRepository customers,
      CustomerQuery query,
      LicenseIssuer licenses,
      Ids ids,
      Clock clock) {
    this.operations = operations;
    this.audit = audit;
    this.customers = customers;
    this.query = query;
    this.licenses = licenses;
    this.ids = ids;
    this.clock = clock;
  }

  /** Nothing is published yet: without a key there is nothing that an edge could be asked. */
  public Result<Customer> create(Actor actor, CustomerDetails details) {
    Attempt attempt = Attempt.on(TYPE, details.email(), "create");
    return operations.change(
        actor,
        MANAGE_CUSTOMERS,
        attempt,
        details.problem(),
        () -> {
          Customer customer = new Customer(ids.next(), details, null, null, clock.instant(), 0);
          if (!customers.insert(customer)) {
            return Result.refused(new Refusal.AlreadyExists("email"));
          }
          audit.record(actor, attempt.made(customer.id()), Facts.NONE, customer.facts());
          return Result.done(customer);
        });
  }

  public Result<Customer> edit(Actor actor, UUID id, int version, CustomerDetails details) {
    Attempt attempt = Attempt.on(TYPE, id, "edit");
    return change(
        actor,
        attempt,
        id,
        customer ->
            Result.unless(
                VersionConflict.between(version, customer.version()).or(details::problem),
                () -> edited(actor, attempt, customer, details)));
  }

  /**
   * From now on every check with one of the customer's keys is refused.
   *
   * @param version that was looked at; null: whichever it is by now
   */
  public Result<Customer> block(Actor actor, UUID id, @Nullable Integer version, String reason) {
    Attempt attempt = Attempt.on(TYPE, id, "block").because(reason);
    return change(
        actor,
        attempt,
        id,
        customer ->
            Result.unless(
                VersionConflict.between(version, customer.version())
                    .or(() -> FieldRules.reason("reason", reason)),
                () ->
                    saveBlock(
                        actor,
                        attempt,
                        customer,
                        customer.block(new Customer.Block(clock.instant(), reason.strip())))));
  }

  /**
   * Lifts a block.
   *
   * @param version that was looked at; null: whichever it is by now
   */
  public Result<Customer> unblock(
      Actor actor, UUID id, @Nullable Integer version, @Nullable String reason) {
    Attempt attempt = Attempt.on(TYPE, id, "unblock").because(reason);
    return change(
        actor,
        attempt,
        id,
        customer ->
            Result.unless(
                VersionConflict.between(version, customer.version())
                    .or(() -> FieldRules.optionalReason("reason", reason)),
                () -> saveBlock(actor, attempt, customer, customer.unblock())));
  }

  public Result<Customer> get(Actor actor, UUID id) {
    return operations.read(
        actor, READ, Attempt.on(TYPE, id, "get"), () -> Result.found(customers.find(id), TYPE, id));
  }

  /** By {@link #FIELDS}; {@code q} is any part of e-mail, name, company. */
  public Result<Page<CustomerRow>> list(Actor actor, ListQuery asked) {
    return operations.read(actor, READ, Attempt.on(TYPE, "all", "list"), () -> query.list(asked));
  }

  private Result<Customer> change(
      Actor actor, Attempt attempt, UUID id, Function<Customer, Result<Customer>> work) {
    return operations.change(
        actor,
        MANAGE_CUSTOMERS,
        attempt,
        () -> Result.found(customers.findForUpdate(id), TYPE, id).flatMap(work));
  }

  private Result<Customer> edited(
      Actor actor, Attempt attempt, Customer before, CustomerDetails details) {
    Optional<Customer> saved = customers.save(before.with(details));
    if (saved.isEmpty()) {
      return Result.refused(new Refusal.AlreadyExists("email"));
    }
    audit.record(actor, attempt, before.facts(), saved.get().facts());
    return Result.done(saved.get());
  }

  private Result<Customer> saveBlock(
      Actor actor, Attempt attempt, Customer before, Result<Customer> decided) {
    return decided.flatMap(
        after -> {
          Customer saved = customers.save(after).orElseThrow();
          audit.record(actor, attempt, before.facts(), saved.facts());
          return Result.done(saved, licenses.issue(before.id()));
        });
  }
}
