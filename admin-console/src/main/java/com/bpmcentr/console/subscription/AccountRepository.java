package com.bpmcentr.console.subscription;

import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.console.subscription.Order.TrialHistory;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is remembered of Make accounts: where subscriptions moved, and where trials were used. */
@Repository
class AccountRepository {

  private final JdbcClient jdbc;

  AccountRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How often it was moved, taken back or not; what takes a move back is none itself. */
  int movesSince(UUID subscriptionId, Instant since) {
    return jdbc.sql(
            """
            select count(*) from account_move
            where subscription_id = :subscriptionId and at > :since and takes_back is null
            """)
        .param("subscriptionId", subscriptionId)
        .param("since", PgTime.of(since))
        .query(Integer.class)
        .single();
  }

  /**
   * The newest move, if it led from that account to the present one since then, and takes back none
   * itself.
   */
  Optional<Long> moveToTakeBack(Subscription subscription, String to, Instant since) {
    return jdbc.sql(
            """
            select id from (
                select * from account_move
                where subscription_id = :subscriptionId order by id desc limit 1) newest
            where from_account = :to and to_account = :present and at > :since
                and takes_back is null
            """)
        .param("subscriptionId", subscription.id())
        .param("to", to)
        .param("present", subscription.binding().account())
        .param("since", PgTime.of(since))
        .query(Long.class)
        .optional();
  }

  /**
   * Notes a move.
   *
   * @param takesBack the move that this one takes back
   */
  void insertMove(
      UUID subscriptionId,
      String from,
      String to,
      Instant at,
      boolean overridden,
      @Nullable Long takesBack) {
    jdbc.sql(
            """
            insert into account_move
                (subscription_id, from_account, to_account, at, overridden, takes_back)
            values (:subscriptionId, :from, :to, :at, :overridden, :takesBack)
            """)
        .param("subscriptionId", subscriptionId)
        .param("from", from)
        .param("to", to)
        .param("at", PgTime.of(at))
        .param("overridden", overridden)
        .param("takesBack", takesBack)
        .update();
  }

  /** The customer's row is locked, so that no other trial of the customer's starts meanwhile. */
  TrialHistory trialHistory(UUID customerId, String connectorId, @Nullable String account) {
    return jdbc.sql(
            """
            select count(*) as of_customer,
                count(*) filter (where connector_id = :connectorId) > 0 as customer_had_connector,
                exists (select from trial_use
                    where connector_id = :connectorId and make_account_id = :account)
                    as account_had_connector
            from subscription
            where customer_id = :customerId and (trial or was_trial)
            """)
        .param("customerId", customerId)
        .param("connectorId", connectorId)
        .param("account", account)
        .query(TrialHistory.class)
        .single();
  }

  /**
   * Notes that the subscription, a trial, uses its connector in the account. False when another one
   * did before; of two at once the second waits for the first.
   */
  boolean useTrial(Subscription trial, String account, Instant now) {
    jdbc.sql(
            """
            insert into trial_use (connector_id, make_account_id, subscription_id, used_at)
            values (:connectorId, :account, :subscriptionId, :now)
            on conflict do nothing
            """)
        .param("connectorId", trial.connectorId())
        .param("account", account)
        .param("subscriptionId", trial.id())
        .param("now", PgTime.of(now))
        .update();
    return jdbc.sql(
            """
            select subscription_id = :subscriptionId from trial_use
            where connector_id = :connectorId and make_account_id = :account
            """)
        .param("connectorId", trial.connectorId())
        .param("account", account)
        .param("subscriptionId", trial.id())
        .query(Boolean.class)
        .single();
  }
}
