package com.bpmcentr.console.connector;

import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.PgFilter;
import com.bpmcentr.console.operation.PgListing;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.operation.SortOrder;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorState;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The connectors as a list. */
@Repository
class ConnectorQuery {

  static final PgListing CONNECTORS =
      new PgListing("select c.*", "from connector c", SortOrder.ascending("name"), "c.id")
          .filter("q", PgFilter.contains(PgFilter.folded("c.id || ' ' || c.name")))
          .filter("state", PgFilter.oneOf(ConnectorState.class, "c.state"))
          .filter("category", PgFilter.oneOf(Category.class, "c.category"))
          .filter("group", PgFilter.text("c.group_name = :value"))
          .filter("reserved", PgFilter.flag("c.reserved", "not c.reserved"))
          .sort("id", "c.id")
          .sort("name", "c.name")
          .sort("group", "c.group_name")
          .sort("category", "c.category")
          .sort("state", "c.state")
          .sort("createdAt", "c.created_at");

  private final JdbcClient jdbc;

  ConnectorQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Result<Page<Connector>> list(ListQuery query) {
    return CONNECTORS.page(jdbc, query, Map.of(), (row, _) -> ConnectorRepository.connector(row));
  }
}
