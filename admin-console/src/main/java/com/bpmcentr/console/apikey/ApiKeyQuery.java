package com.bpmcentr.console.apikey;

import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.PgFilter;
import com.bpmcentr.console.operation.PgListing;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.operation.SortOrder;
import com.bpmcentr.license.Environment;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The API keys as a list, the newest first. */
@Repository
class ApiKeyQuery {

  /** Each status as a condition on the row; ApiKeyServiceIT holds it to {@link ApiKey#status}. */
  private static final PgFilter STATUS =
      PgFilter.choice(
          Map.of(
              "active", "k.revoked_at is null and k.not_after is null",
              "retiring", "k.revoked_at is null and k.not_after > :now",
              "expired", "k.revoked_at is null and k.not_after <= :now",
              "revoked", "k.revoked_at is not null"));

  /**
   * What people should look at. As {@code Sharing} has it, a key is suspected to be shared when
   * five accounts were refused within a day. Unused ones are looked for among hours first by those
   * that are gone, which leaves few.
   */
  private static final PgFilter ATTENTION =
      PgFilter.choice(
          Map.of(
              "expiring",
              """
              k.revoked_at is null and k.not_after > :now
                  and k.not_after <= :now + interval '14 days'
              """,
              "unused",
              """
              k.revoked_at is null and (k.not_after is null or k.not_after > :now)
                  and k.created_at <= :now - interval '90 days'
                  and not exists (select from usage_key u
                      where u.key_id = k.id and u.hour > :now - interval '90 days')
                  and not exists (select from usage_hour u where u.key_id = k.id)
              """,
              "shared",
              """
              k.revoked_at is null and (k.not_after is null or k.not_after > :now)
                  and k.id = any(array(select u.key_id from usage_hour u
                  where u.code = 'ACCOUNT_MISMATCH' and u.key_id is not null
                    and u.hour > :now - interval '24 hours'
                  group by u.key_id having count(distinct u.account) >= 5))
              """));

  static final PgListing KEYS =
      new PgListing(
              """
              select k.id, k.customer_id, k.name, k.environment, k.imported, k.prefix,
                  k.created_at, k.not_after, k.revoked_at, k.revoked_reason, k.replaced_by,
                  k.version, c.name as customer_name, c.email as customer_email,
                  greatest((select max(u.hour) from usage_hour u where u.key_id = k.id),
                      (select p.hour from usage_key p where p.key_id = k.id)) as last_hour
              """,
              "from api_key k",
              SortOrder.descending("createdAt"),
              "k.id")
          .decorate("left join customer c on c.id = k.customer_id")
          .filter(
              "q",
              PgFilter.containsIndexed("c.search")
                  .of("k.customer_id", "select c.id from customer c where"))
          .filter("customerId", PgFilter.uuid("k.customer_id = :value"))
          .filter("name", PgFilter.containsIndexed(PgFilter.folded("k.name")))
          .filter("prefix", PgFilter.startsWith("k.prefix like :value"))
          .filter("environment", PgFilter.oneOf(Environment.class, "k.environment"))
          .filter("imported", PgFilter.flag("k.imported", "not k.imported"))
          .filter("replacedBy", PgFilter.uuid("k.replaced_by = :value"))
          .filter("status", STATUS)
          .filter("attention", ATTENTION)
          .filter("createdFrom", PgFilter.time("k.created_at >= :value"))
          .filter("createdUntil", PgFilter.time("k.created_at < :value"))
          .filter("notAfterFrom", PgFilter.time("k.not_after >= :value"))
          .filter("notAfterUntil", PgFilter.time("k.not_after < :value"))
          .sort("name", "k.name")
          .sortBytes("prefix", "k.prefix")
          .sort("environment", "k.environment")
          .sort("createdAt", "k.created_at")
          .sort("notAfter", "k.not_after")
          .sort("customer", "join customer c on c.id = k.customer_id", "c.name")
          .covering("customer", "q", "name");

  private final JdbcClient jdbc;

  ApiKeyQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The ids of all that the filters leave, in the list's order. */
  Result<List<UUID>> ids(Map<String, String> filters, Instant now, int most) {
    return KEYS.keys(jdbc, filters, Map.of("now", now.atOffset(ZoneOffset.UTC)), most);
  }

  /** How many the filters leave, counted no further than that. */
  Result<Long> count(Map<String, String> filters, Instant now, int most) {
    return KEYS.count(jdbc, filters, Map.of("now", PgTime.of(now)), most);
  }

  Result<Page<ApiKeyRow>> list(ListQuery query, Instant now) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("now", PgTime.of(now));
    return KEYS.page(
        jdbc,
        query,
        parameters,
        (row, _) -> {
          ApiKey key = ApiKeyRepository.key(row);
          return new ApiKeyRow(
              key,
              key.status(now),
              row.getString("customer_name"),
              row.getString("customer_email"),
              PgTime.optional(row, "last_hour"));
        });
  }
}
