package com.bpmcentr.console.claim;

import com.bpmcentr.license.FeedPosition;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows that an edge's claim leaves behind. */
@Repository
class ClaimRepository {

  private final JdbcClient jdbc;

  ClaimRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Other customers with a claim that is in no license yet, the longest waiting first. */
  List<UUID> customersWaiting(int limit, Collection<UUID> others) {
    return jdbc.sql(
            """
            select customer_id
              from subscription_claim
             where signed_seq is null and customer_id <> all(:others)
             group by customer_id
             order by min(claimed_at)
             limit :limit
            """)
        .param("others", others.toArray(new UUID[0]))
        .param("limit", limit)
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }

  /**
   * The customer's unsigned claims, once nobody else can be signing them: the customer's row is the
   * lock that consoles and staff share.
   */
  List<UUID> lockUnsigned(UUID customerId) {
    jdbc.sql("select id from customer where id = :customerId for no key update")
        .param("customerId", customerId)
        .query(UUID.class)
        .single();
    return jdbc.sql(
            """
            select subscription_id
              from subscription_claim
             where customer_id = :customerId and signed_seq is null
            """)
        .param("customerId", customerId)
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }

  void markSigned(List<UUID> subscriptions, FeedPosition position) {
    jdbc.sql(
            """
            update subscription_claim
               set signed_epoch = :epoch, signed_seq = :seq
             where subscription_id = any(:subscriptions)
            """)
        .param("epoch", position.epoch())
        .param("seq", position.seq())
        .param("subscriptions", subscriptions.toArray(new UUID[0]))
        .update();
  }
}
