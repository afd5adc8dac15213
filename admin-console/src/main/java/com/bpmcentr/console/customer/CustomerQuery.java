package com.bpmcentr.console.customer;

import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.PgFilter;
import com.bpmcentr.console.operation.PgListing;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.operation.SortOrder;
import com.bpmcentr.license.Language;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The customers as a list, the newest first. Filters by what few customers have say {@code any
 * (array(…))}: PostgreSQL then looks those up first, instead of trying every customer in turn.
 */
@Repository
class CustomerQuery {

  static final PgListing CUSTOMERS =
      new PgListing(
              """
              select c.id, c.email, c.name, c.company, c.country, c.locale, c.blocked_at,
                  c.blocked_reason, c.external_id, c.created_at, c.version,
                  (select count(*) from subscription s where s.customer_id = c.id) as subscriptions,
                  (select count(*) from api_key k where k.customer_id = c.id) as api_keys
              """,
              "from customer c",
              SortOrder.descending("createdAt"),
              "c.id")
          .filter("q", PgFilter.containsIndexed("c.search"))
          .filter("email", PgFilter.text("lower(c.email) = lower(:value)"))
          .filter("externalId", PgFilter.text("c.external_id = :value"))
          .filter("country", PgFilter.text("c.country = :value"))
          .filter("locale", PgFilter.oneOf(Language.class, "c.locale"))
          .filter("blocked", PgFilter.flag("c.blocked_at is not null", "c.blocked_at is null"))
          .filter(
              "connectorId",
              PgFilter.text(
                  """
                  exists (select from subscription s
                      where s.customer_id = c.id and s.connector_id = :value)
                  """))
          .filter(
              "makeAccountId",
              PgFilter.text(
                  """
                  c.id = any(array(select s.customer_id from subscription s
                      where s.make_account_id = :value))
                  """))
          .filter(
              "keyPrefix",
              PgFilter.startsWith("k.prefix like :value")
                  .of("c.id", "select k.customer_id from api_key k where"))
          .filter("createdFrom", PgFilter.time("c.created_at >= :value"))
          .filter("createdUntil", PgFilter.time("c.created_at < :value"))
          .sort("email", "lower(c.email)")
          .sort("name", "c.name")
          .sort("company", "c.company")
          .sort("country", "c.country")
          .sort("createdAt", "c.created_at")
          // as these orders' indexes have it
          .covering("email", "q", "country", "locale", "createdFrom", "createdUntil")
          .covering("name", "q", "country", "locale", "createdFrom", "createdUntil")
          .covering("company", "q", "country", "locale", "createdFrom", "createdUntil")
          .covering("country", "q", "country", "locale", "createdFrom", "createdUntil")
          .covering("createdAt", "country", "locale", "createdFrom", "createdUntil");

  private final JdbcClient jdbc;

  CustomerQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The ids of all that the filters leave, in the list's order. */
  Result<List<UUID>> ids(Map<String, String> filters, int most) {
    return CUSTOMERS.keys(jdbc, filters, Map.of(), most);
  }

  Result<Page<CustomerRow>> list(ListQuery query) {
    return CUSTOMERS.page(
        jdbc,
        query,
        Map.of(),
        (row, _) ->
            new CustomerRow(
                CustomerRepository.customer(row),
                row.getInt("subscriptions"),
                row.getInt("api_keys")));
  }
}
