package com.bpmcentr.console.price;

import com.bpmcentr.console.connector.PriceChange;
import com.bpmcentr.console.connector.PriceChange.State;
import com.bpmcentr.console.connector.PriceRepository;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.PgFilter;
import com.bpmcentr.console.operation.PgListing;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.operation.SortOrder;
import com.bpmcentr.license.Category;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Changes of prices as a list, what holds last first. */
@Repository
class PriceQuery {

  /** As {@link com.bpmcentr.console.connector.PriceHistory#state}; PricesIT holds them together. */
  private static final String WITH_STATE =
      """
      from (
        select p.*,
            case
              when p.withdrawn_at is not null then 'withdrawn'
              when p.valid_from > :now then 'coming'
              when exists (
                select from price_change later
                 where later.withdrawn_at is null and later.valid_from <= :now
                   and later.category is not distinct from p.category
                   and later.connector_id is not distinct from p.connector_id
                   and (later.valid_from, later.entered_at) > (p.valid_from, p.entered_at))
                then 'past'
              else 'present'
            end as state
          from price_change p) c
      """;

  static final PgListing CHANGES =
      new PgListing(
              "select c.*, n.name as connector_name",
              WITH_STATE,
              SortOrder.descending("validFrom"),
              "c.id")
          .decorate("left join connector n on n.id = c.connector_id")
          .filter("state", PgFilter.oneOf(State.class, "c.state"))
          .filter("category", PgFilter.oneOf(Category.class, "c.category"))
          .filter("connectorId", PgFilter.text("c.connector_id = :value"))
          .sort("validFrom", "c.valid_from")
          .sort("enteredAt", "c.entered_at");

  private final JdbcClient jdbc;

  PriceQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A change, and what the connector is called whose own price it is. */
  record Named(PriceChange change, @Nullable String connector) {}

  Result<Page<Named>> list(ListQuery query, Instant now) {
    return CHANGES.page(
        jdbc,
        query,
        Map.of("now", PgTime.of(now)),
        (row, _) -> new Named(PriceRepository.change(row), row.getString("connector_name")));
  }
}
