package com.bpmcentr.console.apikey;

import com.bpmcentr.console.bulk.BulkOrder;
import com.bpmcentr.console.bulk.BulkResult;
import com.bpmcentr.console.bulk.BulkTarget;
import com.bpmcentr.console.bulk.Decided;
import com.bpmcentr.console.customer.CustomerRepository;
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

/** Revoking many keys. */
@Component
final class ApiKeyBulk implements BulkTarget {

  private final CustomerRepository customers;
  private final ApiKeyRepository keys;
  private final ApiKeyQuery query;
  private final Clock clock;

  ApiKeyBulk(CustomerRepository customers, ApiKeyRepository keys, ApiKeyQuery query, Clock clock) {
    this.customers = customers;
    this.keys = keys;
    this.query = query;
    this.clock = clock;
  }

  @Override
  public String type() {
    return ApiKeyService.TYPE;
  }

  @Override
  public Map<String, Permission> actions() {
    return Map.of("revoke", Permission.MANAGE_CUSTOMERS);
  }

  @Override
  public Optional<Refusal.Invalid> reasonProblem(String action, @Nullable String reason) {
    return FieldRules.reason("reason", reason);
  }

  @Override
  public Result<List<UUID>> select(Map<String, String> filters, int most) {
    return query.ids(filters, clock.instant(), most);
  }

  @Override
  public Map<UUID, BulkResult> change(BulkOrder order, List<UUID> ids) {
    customers.lock(keys.customersOf(ids));
    Decided<ApiKey> decided = decide(order, ids, keys.findAllForUpdate(ids));
    keys.saveRevocations(decided.changed());
    return decided.results();
  }

  @Override
  public Map<UUID, BulkResult> preview(BulkOrder order, List<UUID> ids) {
    return decide(order, ids, keys.findAll(ids)).results();
  }

  @Override
  public BlastRadius.Subject subject() {
    return BlastRadius.Subject.API_KEY;
  }

  private Decided<ApiKey> decide(BulkOrder order, List<UUID> ids, List<ApiKey> found) {
    ApiKey.Revocation revocation = new ApiKey.Revocation(clock.instant(), order.reason());
    return Decided.of(
        type(),
        ids,
        found,
        ApiKey::id,
        before -> before.revoke(revocation).map(after -> change(before, after, revocation.at())));
  }

  private static Decided.Change<ApiKey> change(ApiKey before, ApiKey after, Instant now) {
    return new Decided.Change<>(
        after,
        new BulkResult.Changed(
            before.customerId(), before.isUsable(now), true, before.facts(), after.facts()));
  }
}
