package com.bpmcentr.console.usage;

import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.PgFilter;
import com.bpmcentr.console.operation.PgListing;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.operation.SortOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Usage by the hour, the newest first. */
@Repository
class UsageQuery {

  /** The least id of the first hour that begins then or later: ids begin with their hour. */
  private static final String FROM_HOUR =
      """
      (lpad(to_hex(least(greatest(ceil(extract(epoch from :value) / 3600), 0), 2147483647)::int),
            8, '0') || repeat('0', 24))::uuid
      """;

  static final PgListing HOURS =
      new PgListing(
              "select u.*, k.customer_id",
              "from usage_hour u left join api_key k on k.id = u.key_id",
              SortOrder.descending("hour"),
              "u.id")
          // through the keys, whose index the hours have
          .filter(
              "customerId",
              PgFilter.uuid("u.key_id in (select id from api_key where customer_id = :value)"))
          .filter(
              "subscriptionId",
              PgFilter.uuid(
                  """
                  u.subscription_id = :value and u.key_id in (
                    select a.id from api_key a join subscription s on s.customer_id = a.customer_id
                     where s.id = :value)
                  """))
          .filter("apiKeyId", PgFilter.uuid("u.key_id = :value"))
          .filter("connectorId", PgFilter.text("u.connector = :value"))
          .filter("account", PgFilter.text("u.account = :value"))
          .filter("code", PgFilter.text("u.code = :value"))
          .filter("operation", PgFilter.text("u.operation = :value"))
          .filter("test", PgFilter.flag("u.test", "not u.test"))
          .filter("from", PgFilter.time("u.id >= " + FROM_HOUR))
          .filter("until", PgFilter.time("u.id < " + FROM_HOUR))
          // by the primary key, which has the hours in their order
          .sort("hour", "u.id")
          .sort("calls", "u.calls");

  private final JdbcClient jdbc;

  UsageQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Result<Page<UsageRow>> list(ListQuery query) {
    return HOURS.page(jdbc, query, Map.of(), (row, _) -> row(row));
  }

  /** Empty when there is no such key. */
  Optional<KeyUse> ofKey(UUID keyId, Instant now) {
    return jdbc.sql(
            """
            select greatest((select max(u.hour) from usage_hour u where u.key_id = k.id),
                       (select p.hour from usage_key p where p.key_id = k.id)) as last_hour,
                   k.revoked_at is null and (k.not_after is null or k.not_after > :now) as usable
              from api_key k
             where k.id = :key
            """)
        .param("key", keyId)
        .param("now", PgTime.of(now))
        .query((row, _) -> new LastUse(PgTime.optional(row, "last_hour"), row.getBoolean("usable")))
        .optional()
        .map(
            last -> {
              List<KeyUse.AccountUse> accounts = accounts(keyId);
              Sharing sharing = sharing(keyId, last.usable(), now);
              return new KeyUse(last.hour(), sharing, first(accounts), isCut(accounts));
            });
  }

  /** Empty when there is no such key. */
  Optional<KeyHandover> handover(UUID keyId) {
    return jdbc.sql(
            """
            select n.id, n.created_at
              from api_key k left join api_key n on n.id = k.replaced_by
             where k.id = :key
            """)
        .param("key", keyId)
        .query(
            (row, _) ->
                new KeyHandover(
                    row.getObject("id", UUID.class),
                    PgTime.optional(row, "created_at"),
                    List.of(),
                    false))
        .optional()
        .map(
            begun -> {
              UUID successor = begun.successor();
              Instant rotatedAt = begun.rotatedAt();
              if (successor == null || rotatedAt == null) {
                return begun;
              }
              List<KeyHandover.AccountHandover> accounts = handover(keyId, successor);
              return new KeyHandover(successor, rotatedAt, first(accounts), isCut(accounts));
            });
  }

  /** One more than are told says that there are more. */
  private static boolean isCut(List<?> accounts) {
    return accounts.size() > KeyUse.MOST_ACCOUNTS;
  }

  private static <T> List<T> first(List<T> accounts) {
    return accounts.subList(0, Math.min(accounts.size(), KeyUse.MOST_ACCOUNTS));
  }

  /** Also of whom nothing was seen since the rotation: who runs once a week has not moved yet. */
  private List<KeyHandover.AccountHandover> handover(UUID keyId, UUID successor) {
    return jdbc.sql(
            """
            with used as (
              select key_id, connector, account, max(hour) as last_hour
                from usage_hour
               where key_id in (:key, :successor) and code = 'VALID'
               group by key_id, connector, account)
            select o.connector, o.account, o.last_hour as old_hour, n.last_hour as new_hour
              from used o
              left join used n on n.key_id = :successor and n.connector = o.connector
                  and n.account is not distinct from o.account
             where o.key_id = :key
             order by n.last_hour is not null and n.last_hour > o.last_hour,
                      o.last_hour desc, o.connector, o.account
             limit :most
            """)
        .param("key", keyId)
        .param("successor", successor)
        .param("most", KeyUse.MOST_ACCOUNTS + 1)
        .query(
            (row, _) ->
                new KeyHandover.AccountHandover(
                    row.getString("connector"),
                    row.getString("account"),
                    PgTime.required(row, "old_hour"),
                    PgTime.optional(row, "new_hour")))
        .list();
  }

  private Sharing sharing(UUID keyId, boolean usable, Instant now) {
    return jdbc.sql(
            """
            select count(distinct account) as accounts, coalesce(sum(calls), 0) as calls
              from usage_hour
             where key_id = :key and code = 'ACCOUNT_MISMATCH' and hour > :since
            """)
        .param("key", keyId)
        .param("since", PgTime.of(now.minus(Sharing.WINDOW)))
        .query((row, _) -> new Sharing(row.getInt("accounts"), row.getLong("calls"), usable))
        .single();
  }

  /** Of a key that there is. */
  private record LastUse(@Nullable Instant hour, boolean usable) {}

  private List<KeyUse.AccountUse> accounts(UUID keyId) {
    return jdbc.sql(
            """
            select connector, account, max(hour) as last_hour,
                   coalesce(sum(calls) filter (where code = 'VALID'), 0) as allowed,
                   coalesce(sum(calls) filter (where code <> 'VALID'), 0) as refused
              from usage_hour
             where key_id = :key
             group by connector, account
             order by last_hour desc, connector, account
             limit :most
            """)
        .param("key", keyId)
        .param("most", KeyUse.MOST_ACCOUNTS + 1)
        .query(
            (row, _) ->
                new KeyUse.AccountUse(
                    row.getString("connector"),
                    row.getString("account"),
                    PgTime.required(row, "last_hour"),
                    row.getLong("allowed"),
                    row.getLong("refused")))
        .list();
  }

  /** Drops a part of what is older than is kept; how many hourly rows that were. */
  long prune() {
    return jdbc.sql("select prune_usage()").query(Long.class).single();
  }

  private static UsageRow row(ResultSet row) throws SQLException {
    return new UsageRow(
        row.getObject("id", UUID.class),
        PgTime.required(row, "hour"),
        row.getObject("customer_id", UUID.class),
        row.getObject("key_id", UUID.class),
        row.getObject("subscription_id", UUID.class),
        row.getBoolean("test"),
        row.getString("connector"),
        row.getString("account"),
        row.getString("code"),
        row.getString("operation"),
        row.getLong("calls"));
  }
}
