package com.bpmcentr.console.price;

import com.bpmcentr.console.connector.PriceChange;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.Category;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whether anybody was asked for a price since it holds. */
@Repository
class AskedQuery {

  private final JdbcClient jdbc;

  AskedQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Whether an invoice was issued that may ask for it, and is not void. One for a renewal asks for
   * what the customer knew before, unless they were told since.
   *
   * @param otherwise connectors that have a price of their own, whatever their category's is
   */
  boolean isAskedFor(PriceChange change, Collection<String> otherwise) {
    Category category = change.category();
    return jdbc.sql(
            """
            select exists (
              select from invoice i
                join subscription s on s.id = i.subscription_id
                join connector n on n.id = s.connector_id
               where i.issued_at >= :since and i.voided_at is null
                 and (n.id = :connector or n.category = :category and n.id <> all(:otherwise))
                 and (i.kind = 'interval_change'
                   or i.period_from <= s.starts_at
                   or i.period_from = s.trial_until
                   or i.period_from <> coalesce(i.paid_before, s.ends_at)
                   or exists (select from subscription_event e
                               where e.subscription_id = s.id and e.kind = 'price_ahead'
                                 and e.at >= :since)))
            """)
        .param("since", PgTime.of(change.validFrom()))
        .param("connector", change.connectorId())
        .param("category", category == null ? null : category.wireName())
        .param("otherwise", otherwise.toArray(new String[0]))
        .query(Boolean.class)
        .single();
  }
}
