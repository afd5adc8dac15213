package com.bpmcentr.console.recovery;

import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.console.subscription.LifecycleRules;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.License;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Writes customers and their subscriptions as signed licenses have them. What a license does not
 * tell (a customer's name, a price) is kept where there is a row, and said to be recovered where
 * there is none.
 */
@Repository
class RecoveredSubscriptionRepository {

  private final JdbcClient jdbc;

  RecoveredSubscriptionRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
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
  boolean restore(UUID customerId, Grant grant, Instant at) {
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
}
