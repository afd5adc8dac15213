package com.bpmcentr.loadtests.bench.set;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The indexes of tables that are about to be filled: made in one go afterwards, each takes a
 * fraction of the time of a million insertions. Those of a constraint stay.
 *
 * @param definitions the statements that make them again
 */
public record Indexes(List<String> definitions) {

  /** Taken away from these tables. */
  public static Indexes drop(Connection owner, String... tables) throws SQLException {
    List<String> names = new ArrayList<>();
    List<String> definitions = new ArrayList<>();
    Array of = owner.createArrayOf("text", tables);
    try (PreparedStatement asked =
        owner.prepareStatement(
            """
            select indexname, indexdef from pg_indexes
             where tablename = any(?)
               and not exists (select from pg_constraint where conname = indexname)
            """)) {
      asked.setArray(1, of);
      try (ResultSet rows = asked.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
          definitions.add(rows.getString(2));
        }
      }
    }
    try (Statement statement = owner.createStatement()) {
      for (String name : names) {
        statement.execute("drop index " + statement.enquoteIdentifier(name, true));
      }
    }
    return new Indexes(definitions);
  }

  /** As they were. */
  public void make(Connection owner) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute("set maintenance_work_mem = '512MB'");
      for (String definition : definitions) {
        statement.execute(definition);
      }
      statement.execute("reset maintenance_work_mem");
    }
  }
}
