package com.bpmcentr.console.access;

import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.PgFilter;
import com.bpmcentr.console.operation.PgListing;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.operation.SortOrder;
import com.bpmcentr.console.staff.Role;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who works here as a list, by name. */
@Repository
class StaffQuery {

  static final PgListing MEMBERS =
      new PgListing("select s.*", "from staff s", SortOrder.ascending("name"), "s.id")
          .filter("q", PgFilter.contains(PgFilter.folded("s.email || ' ' || s.name")))
          .filter("role", PgFilter.oneOf(Role.class, "s.role"))
          .filter("enabled", PgFilter.flag("s.disabled_at is null", "s.disabled_at is not null"))
          .sort("name", "s.name")
          .sort("email", "s.email")
          .sort("role", "s.role")
          .sort("createdAt", "s.created_at")
          .sort("lastLoginAt", "s.last_login_at");

  private final JdbcClient jdbc;

  StaffQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Result<Page<StaffMember>> list(ListQuery query) {
    return MEMBERS.page(jdbc, query, Map.of(), StaffRepository::member);
  }
}
