package com.bpmcentr.console.customer;

import com.bpmcentr.console.bulk.BulkOrder;
import com.bpmcentr.console.bulk.BulkResult;
import com.bpmcentr.console.bulk.BulkTarget;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.usage.BlastRadius;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    List<Customer> changed = new ArrayList<>();
    Map<UUID, BulkResult> results = decide(order, ids, customers.lock(ids), changed);
    customers.saveBlocks(changed);
    return results;
  }

  @Override
  public Map<UUID, BulkResult> preview(BulkOrder order, List<UUID> ids) {
    return decide(order, ids, customers.findAll(ids), new ArrayList<>());
  }

  @Override
  public BlastRadius.Subject subject() {
    return BlastRadius.Subject.CUSTOMER;
  }

  /** Decides on each, and gathers what there is to save. */
  private Map<UUID, BulkResult> decide(
      BulkOrder order, List<UUID> ids, List<Customer> found, List<Customer> changed) {
    Map<UUID, Customer> present =
        found.stream().collect(Collectors.toMap(Customer::id, Function.identity()));
    Instant now = clock.instant();
    Map<UUID, BulkResult> results = new HashMap<>();
    for (UUID id : ids) {
      Customer before = present.get(id);
      if (before == null) {
        results.put(id, new BulkResult.Unchanged(new Refusal.NotFound(type(), id.toString())));
        continue;
      }
      switch (decide(order, before, now)) {
        case Result.Refused<Customer>(Refusal refusal) ->
            results.put(id, new BulkResult.Unchanged(refusal));
        case Result.Done<Customer>(Customer after, _) -> {
          changed.add(after);
          results.put(
              id,
              new BulkResult.Changed(id, after.blocked(), false, before.facts(), after.facts()));
        }
      }
    }
    return results;
  }

  private static Result<Customer> decide(BulkOrder order, Customer customer, Instant now) {
    return order.action().equals(BLOCK)
        ? customer.block(new Customer.Block(now, String.valueOf(order.reason()).strip()))
        : customer.unblock();
  }
}
