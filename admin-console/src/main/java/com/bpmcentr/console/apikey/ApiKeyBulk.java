package com.bpmcentr.console.apikey;

import com.bpmcentr.console.bulk.BulkOrder;
import com.bpmcentr.console.bulk.BulkResult;
import com.bpmcentr.console.bulk.BulkTarget;
import com.bpmcentr.console.customer.CustomerRepository;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.usage.BlastRadius;
import java.time.Clock;
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
    List<ApiKey> changed = new ArrayList<>();
    Map<UUID, BulkResult> results = decide(order, ids, keys.findAllForUpdate(ids), changed);
    keys.saveRevocations(changed);
    return results;
  }

  @Override
  public Map<UUID, BulkResult> preview(BulkOrder order, List<UUID> ids) {
    return decide(order, ids, keys.findAll(ids), new ArrayList<>());
  }

  @Override
  public BlastRadius.Subject subject() {
    return BlastRadius.Subject.API_KEY;
  }

  /** Decides on each, and gathers what there is to save. */
  private Map<UUID, BulkResult> decide(
      BulkOrder order, List<UUID> ids, List<ApiKey> found, List<ApiKey> changed) {
    Map<UUID, ApiKey> present =
        found.stream().collect(Collectors.toMap(ApiKey::id, Function.identity()));
    ApiKey.Revocation revocation = new ApiKey.Revocation(clock.instant(), order.reason());
    Map<UUID, BulkResult> results = new HashMap<>();
    for (UUID id : ids) {
      ApiKey before = present.get(id);
      if (before == null) {
        results.put(id, new BulkResult.Unchanged(new Refusal.NotFound(type(), id.toString())));
        continue;
      }
      switch (before.revoke(revocation)) {
        case Result.Refused<ApiKey>(Refusal refusal) ->
            results.put(id, new BulkResult.Unchanged(refusal));
        case Result.Done<ApiKey>(ApiKey after, _) -> {
          changed.add(after);
          results.put(
              id,
              new BulkResult.Changed(
                  before.customerId(),
                  before.isUsable(revocation.at()),
                  true,
                  before.facts(),
                  after.facts()));
        }
      }
    }
    return results;
  }
}
