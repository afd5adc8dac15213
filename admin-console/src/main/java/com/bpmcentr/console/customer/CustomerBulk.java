package com.bpmcentr.console.customer;

import com.bpmcentr.console.bulk.BulkOrder;
import com.bpmcentr.console.bulk.BulkResult;
import com.bpmcentr.console.bulk.BulkTarget;
import com.bpmcentr.console.bulk.Decided;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.usage.BlastRadius;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Blocking and unblocking many customers. */
@Component
final class CustomerBulk implements BulkTarget {

  private static final String BLOCK = "block";
  private static final String UNBLOCK = "unblock";

  private final CustomerRepository customers;
  private final CustomerQuery query;
  private final Clock clock;

  CustomerBulk(CustomerRepository customers, CustomerQuery query, Clock clock) {
    this.customers = customers;
    this.query = query;
    this.clock = clock;
  }

  @Override
  public String type() {
    return CustomerService.TYPE;
  }

  @Override
  public Map<String, Permission> actions() {
    return Map.of(BLOCK, Permission.MANAGE_CUSTOMERS, UNBLOCK, Permission.MANAGE_CUSTOMERS);
  }

  @Override
  public Optional<Refusal.Invalid> reasonProblem(String action, @Nullable String reason) {
    return action.equals(BLOCK)
        ? FieldRules.reason("reason", reason)
        : FieldRules.optionalReason("reason", reason);
  }

  @Override
  public Result<List<UUID>> select(Map<String, String> filters, int most) {
    return query.ids(filters, most);
  }

  @Override
  public Map<UUID, BulkResult> change(BulkOrder order, List<UUID> ids) {
    Decided<Customer> decided = decide(order, ids, customers.lock(ids));
    customers.saveBlocks(decided.changed());
    return decided.results();
  }

  @Override
  public Map<UUID, BulkResult> preview(BulkOrder order, List<UUID> ids) {
    return decide(order, ids, customers.findAll(ids)).results();
  }

  @Override
  public BlastRadius.Subject subject() {
    return BlastRadius.Subject.CUSTOMER;
  }

  private Decided<Customer> decide(BulkOrder order, List<UUID> ids, List<Customer> found) {
    Instant now = clock.instant();
    return Decided.of(
        type(),
        ids,
        found,
        Customer::id,
        before -> decide(order, before, now).map(after -> change(before, after)));
  }

  private static Result<Customer> decide(BulkOrder order, Customer customer, Instant now) {
    return order.action().equals(BLOCK)
        ? customer.block(new Customer.Block(now, String.valueOf(order.reason()).strip()))
        : customer.unblock();
  }

  private static Decided.Change<Customer> change(Customer before, Customer after) {
    return new Decided.Change<>(
        after,
        new BulkResult.Changed(after.id(), after.blocked(), false, before.facts(), after.facts()));
  }
}
