package com.bpmcentr.console.explain;

import com.bpmcentr.console.operation.PgTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What an edge would ask the database at a first use, asked without binding anything. */
@Repository
class ExplainQuery {

  private final JdbcClient jdbc;

  ExplainQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether the account had a trial of the connector by then, other than this subscription's. */
  boolean hadTrial(String connector, String account, String subscriptionId, Instant by) {
    return jdbc.sql(
            """
            select exists (
              select from trial_use
               where connector_id = :connector and make_account_id = :account
                 and subscription_id <> :subscription and used_at <= :by)
            """)
        .param("connector", connector)
        .param("account", account)
        .param("subscription", UUID.fromString(subscriptionId))
        .param("by", PgTime.of(by))
        .query(Boolean.class)
        .single();
  }

  /** The accounts of the customer's claims that no license carries yet, by subscription. */
  Map<String, String> unsignedClaims(UUID customerId) {
    Map<String, String> accounts = new HashMap<>();
    jdbc.sql(
            """
            select u.subscription_id, u.account
              from unsigned_claim u
              join subscription s on s.id = u.subscription_id
             where s.customer_id = :customer
            """)
        .param("customer", customerId)
        .query(
            row -> {
              accounts.put(row.getString("subscription_id"), row.getString("account"));
            });
    return accounts;
  }
}
