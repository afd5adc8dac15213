package com.bpmcentr.console.recovery;

import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.console.subscription.LifecycleRules;
import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.ConnectorSecretRef;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.License;
import com.bpmcentr.license.SetTree;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Writes into the business tables what signed documents say. What a license does not tell (a
 * customer's name, a price) is kept where there is a row, and said to be recovered where there is
 * none.
 */
@Repository
class RecoveryRepository {

  private static final int ROWS_A_FETCH = 5_000;

  private final JdbcTemplate streaming;
  private final JdbcClient jdbc;

  RecoveryRepository(DataSource database) {
    this.streaming = new JdbcTemplate(database);
    this.streaming.setFetchSize(ROWS_A_FETCH);
    this.jdbc = JdbcClient.create(database);
  }

  /**
   * How often each subject was issued by the business rows' own count, with the hash of the
   * document where the current set has it. In a transaction.
   */
  SetTree issued() {
    SetTree issued = new SetTree();
    streaming.query(
        """
        select s.subject, s.version, sha256(l.payload) as payload_hash
          from (select 'customer:' || id as subject, license_version as version from customer
                union all
                select 'connector:' || id, policy_version from connector) s
          left join license_current l on l.subject = s.subject and l.version = s.version
         where s.version > 0
        """,
        row -> {
          byte[] hash = row.getBytes("payload_hash");
          issued.put(
              row.getString("subject"),
              row.getLong("version"),
              hash == null ? Hash.ZERO : Hash.of(hash));
        });
    return issued;
  }

  /** The customer as the license has it, made if there is none of that id. */
  void restoreCustomer(UUID id, License license) {
    jdbc.sql(
            """
            insert into customer (id, email, name, country, locale, created_at, blocked_at,
                blocked_reason)
            values (:id, :id || '@recovered.invalid', 'Recovered ' || left(:id::text, 8), 'UA',
                'uk', :at, case when :blocked then :at::timestamptz end,
                case when :blocked then 'recovered' end)
            on conflict (id) do update
              set blocked_at = case when :blocked
                    then coalesce(customer.blocked_at, excluded.blocked_at) end,
                  blocked_reason = case when :blocked
                    then coalesce(customer.blocked_reason, excluded.blocked_reason) end,
                  version = customer.version + 1
            """)
        .param("id", id)
        .param("at", PgTime.of(license.issuedAt()))
        .param("blocked", license.blocked())
        .update();
  }

  /**
   * The subscription as the grant has it, made if there is none of that id. A binding that only the
   * row has stays: an edge may have bound it since the database was set back.
   *
   * @return false when it is left out: a trial, and the customer had one of that connector since
   */
  boolean restoreSubscription(UUID customerId, Grant grant, Instant at) {
    JdbcClient.StatementSpec update =
        jdbc.sql(
            """
            update subscription
               set interval = :interval, category = :category, trial = :trial,
                   was_trial = was_trial or trial and not :trial,
                   trial_until = case when :trial then :endsAt else trial_until end,
                   previous_account_id = case when make_account_id <> :account::text
                     then make_account_id else previous_account_id end,
                   account_changed_at = case when make_account_id <> :account::text
                     then :at else account_changed_at end,
                   bound_at = case
                     when :account::text is null or make_account_id = :account::text then bound_at
                     else :at end,
                   make_account_id = coalesce(:account::text, make_account_id),
                   period_starts_at = case
                     when ends_at < :endsAt and ends_at >= :startsAt then ends_at
                     when period_starts_at < :endsAt and period_starts_at >= :startsAt
                       then period_starts_at
                     else :startsAt end,
                   starts_at = :startsAt, ends_at = :endsAt,
                   grace_seconds = coalesce(:grace::int, grace_seconds),
                   canceled_at = case when :autoRenew or :trial then null
                     else coalesce(canceled_at, :at) end,
                   auto_renew = :autoRenew,
                   suspended_at = :hold::timestamptz,
                   suspend_reason = case when :hold::timestamptz is not null
                     then coalesce(suspend_reason, 'recovered') end,
                   revoked_at = least(revoked_at, :revokedAt::timestamptz),
                   revoke_reason = case when revoked_at is not null or :revokedAt::timestamptz is not null
                     then coalesce(revoke_reason, 'recovered') end,
                   version = version + 1
             where id = :id
            """);
    if (grant(update, grant, at).update() == 0 && insert(customerId, grant, at) == 0) {
      return false;
    }
    useTrial(grant, at);
    return true;
  }

  private int insert(UUID customerId, Grant grant, Instant at) {
    return grant(
            jdbc.sql(
                """
                insert into subscription (id, customer_id, connector_id, interval, category, trial,
                    price, currency, make_account_id, bound_at, created_at, starts_at,
                    period_starts_at, ends_at, grace_seconds, auto_renew, canceled_at, suspended_at,
                    suspend_reason, revoked_at, revoke_reason, trial_until)
                select :id, :customer, :connector, :interval, :category, :trial, p.amount,
                    p.currency, :account::text, case when :account::text is not null then :at end,
                    :createdAt, :startsAt, :startsAt, :endsAt, coalesce(:grace::int, 0), :autoRenew,
                    case when not (:autoRenew or :trial) then :at end, :hold::timestamptz,
                    case when :hold::timestamptz is not null then 'recovered' end,
                    :revokedAt::timestamptz,
                    case when :revokedAt::timestamptz is not null then 'recovered' end,
                    case when :trial then :endsAt::timestamptz end
                  from price p
                 where p.category = :category and p.interval = :interval
                   and not (:trial and exists (select from subscription s
                        where s.customer_id = :customer and s.connector_id = :connector
                          and (s.trial or s.was_trial)))
                """),
            grant,
            at)
        .param("customer", customerId)
        .param("connector", grant.connector())
        .param("createdAt", PgTime.of(grant.createdAt()))
        .update();
  }

  /** An account in which a trial runs had its trial of the connector. */
  private void useTrial(Grant grant, Instant at) {
    jdbc.sql(
            """
            insert into trial_use (connector_id, make_account_id, subscription_id, used_at)
              select connector_id, make_account_id, id, :at from subscription
               where id = :id and make_account_id is not null and (trial or :at < trial_until)
              on conflict do nothing
            """)
        .param("id", UUID.fromString(grant.subscriptionId()))
        .param("at", PgTime.of(at))
        .update();
  }

  private static JdbcClient.StatementSpec grant(
      JdbcClient.StatementSpec statement, Grant grant, Instant at) {
    Duration grace =
        grant.graceUntil() == null ? null : Duration.between(grant.endsAt(), grant.graceUntil());
    return statement
        .param("id", UUID.fromString(grant.subscriptionId()))
        .param("interval", grant.interval().wireName())
        .param("category", grant.category().wireName())
        .param("trial", grant.trial())
        .param("account", grant.account())
        .param("at", PgTime.of(at))
        .param("startsAt", PgTime.of(grant.startsAt()))
        .param("endsAt", PgTime.of(grant.endsAt()))
        .param("grace", grace == null ? null : (int) grace.toSeconds())
        .param("autoRenew", grant.autoRenew())
        .param("hold", PgTime.of(hold(grant)))
        .param("revokedAt", PgTime.of(grant.revokedAt()));
  }

  /**
   * Staff's hold: a suspension that does not follow from an end that was not paid. One of that very
   * moment cannot be told from it.
   */
  private static @Nullable Instant hold(Grant grant) {
    Instant suspended = grant.suspendedAt();
    boolean unpaid =
        grant.autoRenew()
            && grant.endsAt().plus(LifecycleRules.UNPAID_UNTIL_SUSPENDED).equals(suspended);
    return unpaid ? null : suspended;
  }

  /** The key as the license has it, made if there is none of that id or digest. */
  void restoreKey(UUID customerId, ApiKeyRef key, Instant at) {
    int updated =
        jdbc.sql(
                """
                update api_key
                   set not_after = :notAfter::timestamptz, revoked_at = least(revoked_at, :revokedAt::timestamptz),
                       revoked_reason = case when revoked_at is null
                         and :revokedAt::timestamptz is not null
                         then 'recovered' else revoked_reason end,
                       version = version + 1
                 where id = :id or (digest = :digest and pepper_id = :pepper)
                """)
            .param("id", UUID.fromString(key.keyId()))
            .param("digest", key.digest().toByteArray())
            .param("pepper", key.pepperId())
            .param("notAfter", PgTime.of(key.notAfter()))
            .param("revokedAt", PgTime.of(key.revokedAt()))
            .update();
    if (updated > 0) {
      return;
    }
    jdbc.sql(
            """
            insert into api_key (id, customer_id, name, environment, imported, prefix, digest,
                pepper_id, created_at, not_after, revoked_at, revoked_reason)
            values (:id, :customer, 'recovered', :environment, false, 'recovered', :digest, :pepper,
                :at, :notAfter::timestamptz, :revokedAt,
                case when :revokedAt::timestamptz is not null then 'recovered' end)
            """)
        .param("id", UUID.fromString(key.keyId()))
        .param("customer", customerId)
        .param("environment", key.environment().wireName())
        .param("digest", key.digest().toByteArray())
        .param("pepper", key.pepperId())
        .param("at", PgTime.of(at))
        .param("notAfter", PgTime.of(key.notAfter()))
        .param("revokedAt", PgTime.of(key.revokedAt()))
        .update();
  }

  /** Revokes what any signed document ever said to be revoked; answers how much that changed. */
  int keepRevoked(License license) {
    int changed = 0;
    for (Grant grant : license.grants()) {
      changed += revoke("subscription", "revoke_reason", grant.subscriptionId(), grant.revokedAt());
    }
    for (ApiKeyRef key : license.keys()) {
      changed += revoke("api_key", "revoked_reason", key.keyId(), key.revokedAt());
    }
    return changed;
  }

  private int revoke(String table, String reason, String id, @Nullable Instant at) {
    if (at == null) {
      return 0;
    }
    return jdbc.sql(
            """
            update %s set revoked_at = :at, %s = 'recovered', version = version + 1
             where id = :id and revoked_at is null
            """
                .formatted(table, reason))
        .param("id", UUID.fromString(id))
        .param("at", PgTime.of(at))
        .update();
  }

  /** The connector as its policy has it, made if there is none; its secrets are replaced. */
  void restoreConnector(ConnectorPolicy policy) {
    jdbc.sql(
            """
            insert into connector (id, name, group_name, category, state, max_staleness_seconds,
                on_stale, created_at)
            values (:id, :id, 'recovered', :category, :state, :staleness, :onStale, :at)
            on conflict (id) do update
              set category = excluded.category, state = excluded.state,
                  max_staleness_seconds = excluded.max_staleness_seconds,
                  on_stale = excluded.on_stale, version = connector.version + 1
            """)
        .param("id", policy.connector())
        .param("category", policy.category().wireName())
        .param("state", policy.state().wireName())
        .param("staleness", (int) policy.maxStaleness().toSeconds())
        .param("onStale", policy.onStale().wireName())
        .param("at", PgTime.of(policy.issuedAt()))
        .update();
    jdbc.sql(
            """
            update connector_secret set not_after = :at
             where connector_id = :id and coalesce(not_after > :at, true)
            """)
        .param("id", policy.connector())
        .param("at", PgTime.of(policy.issuedAt()))
        .update();
    for (ConnectorSecretRef secret : policy.secrets()) {
      restoreSecret(policy, secret);
    }
  }

  private void restoreSecret(ConnectorPolicy policy, ConnectorSecretRef secret) {
    int updated =
        jdbc.sql(
                """
                update connector_secret set not_after = :notAfter::timestamptz
                 where connector_id = :id and digest = :digest and pepper_id = :pepper
                """)
            .param("id", policy.connector())
            .param("digest", secret.digest().toByteArray())
            .param("pepper", secret.pepperId())
            .param("notAfter", PgTime.of(secret.notAfter()))
            .update();
    if (updated > 0) {
      return;
    }
    jdbc.sql(
            """
            insert into connector_secret (connector_id, digest, pepper_id, created_at, not_after)
            values (:id, :digest, :pepper, :at, :notAfter::timestamptz)
            """)
        .param("id", policy.connector())
        .param("digest", secret.digest().toByteArray())
        .param("pepper", secret.pepperId())
        .param("at", PgTime.of(policy.issuedAt()))
        .param("notAfter", PgTime.of(secret.notAfter()))
        .update();
  }

  /** Has the customer's next license get a number above this one. */
  void countFrom(UUID customerId, long version) {
    jdbc.sql(
            """
            update customer set license_version = greatest(license_version, :version)
             where id = :id
            """)
        .param("id", customerId)
        .param("version", version)
        .update();
  }

  /** Has the connector's next policy get a number above this one. */
  void countFrom(String connectorId, long version) {
    jdbc.sql(
            """
            update connector set policy_version = greatest(policy_version, :version)
             where id = :id
            """)
        .param("id", connectorId)
        .param("version", version)
        .update();
  }

  /** Has every subject's next document get a number higher by this. */
  void countOn(long versions) {
    jdbc.sql("update customer set license_version = license_version + :more")
        .param("more", versions)
        .update();
    jdbc.sql("update connector set policy_version = policy_version + :more")
        .param("more", versions)
        .update();
  }

  /** All customers that there are. */
  List<UUID> customers() {
    return jdbc.sql("select id from customer order by id")
        .query((row, _) -> row.getObject("id", UUID.class))
        .list();
  }

  /** All connectors that there are. */
  List<String> connectors() {
    return jdbc.sql("select id from connector order by id")
        .query((row, _) -> row.getString("id"))
        .list();
  }
}
