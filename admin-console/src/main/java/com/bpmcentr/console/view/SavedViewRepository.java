package com.bpmcentr.console.view;

import com.bpmcentr.console.operation.PgTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The saved views' rows; each call is about those of one member. */
@Repository
class SavedViewRepository {

  private final JdbcClient jdbc;

  SavedViewRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<SavedView> of(UUID member, String list) {
    return jdbc.sql(
            """
            select id, list, name, query, created_at from saved_view
             where staff_id = :member and list = :list
             order by name
            """)
        .param("member", member)
        .param("list", list)
        .query(SavedViewRepository::view)
        .list();
  }

  private static SavedView view(ResultSet row, int number) throws SQLException {
    return new SavedView(
        row.getObject("id", UUID.class),
        row.getString("list"),
        row.getString("name"),
        row.getString("query"),
        PgTime.required(row, "created_at"));
  }

  /** Keeps the member's views as many as they are until the transaction ends. */
  void lock(UUID member) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('saved views: ' || :member, 0))")
        .param("member", member.toString())
        .query((_, _) -> true)
        .single();
  }

  /** Takes the place of the one that has the name already; answers it as it is then. */
  SavedView save(UUID member, SavedView view) {
    return jdbc.sql(
            """
            insert into saved_view (id, staff_id, list, name, query, created_at)
            values (:id, :member, :list, :name, :query, :createdAt)
            on conflict (staff_id, list, name) do update set query = excluded.query
            returning id, list, name, query, created_at
            """)
        .param("id", view.id())
        .param("member", member)
        .param("list", view.list())
        .param("name", view.name())
        .param("query", view.query())
        .param("createdAt", PgTime.of(view.createdAt()))
        .query(SavedViewRepository::view)
        .single();
  }

  /** The name it had; empty when the member has none of that id. */
  Optional<String> remove(UUID member, UUID id) {
    return jdbc.sql("delete from saved_view where id = :id and staff_id = :member returning name")
        .param("id", id)
        .param("member", member)
        .query(String.class)
        .optional();
  }
}
