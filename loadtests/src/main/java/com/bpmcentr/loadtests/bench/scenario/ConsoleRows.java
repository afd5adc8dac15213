package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.license.Hash;
import com.bpmcentr.loadtests.bench.server.Project;
import com.bpmcentr.loadtests.bench.set.Indexes;
import com.bpmcentr.loadtests.bench.set.SetGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** The rows that a console's lists are measured with, and what a search for some of them says. */
final class ConsoleRows {
  private static final String FILL = "/console-fill.sql";

  private ConsoleRows() {}

  /** What some rows have, by the name of the column. */
  record Examples(Map<String, String> byName) {
    String get(String name) {
      String value = byName.get(name);
      if (value == null) {
        throw new IllegalArgumentException("no example of " + name);
      }
      return value;
    }
  }

  /** Names the schema and what the rows are made by. */
  static String fingerprint(Project project) throws IOException {
    return SetGenerator.fingerprint(project.folder()) + "\n" + Hash.sha256(statements());
  }

  /**
   * Adds that many customers and what belongs to them.
   *
   * @param superuser connected to the console's database
   */
  static void fill(Connection superuser, int customers) throws IOException, SQLException {
    try (Statement statement = superuser.createStatement()) {
      // It would read each table while it is being written.
      statement.execute("alter system set autovacuum = off");
      statement.execute("select pg_reload_conf()");
      Indexes indexes =
          Indexes.drop(
              superuser,
              "customer",
              "subscription",
              "subscription_event",
              "api_key",
              "invoice",
              "audit_entry",
              "usage_hour",
              "usage_key",
              "job");
      statement.execute("set bench.customers = '" + customers + "'");
      statement.execute(new String(statements(), StandardCharsets.UTF_8));
      indexes.make(superuser);
      // As autovacuum will have done on a system that did not get its customers in a few minutes.
      statement.execute("vacuum analyze");
      statement.execute("alter system reset autovacuum");
      statement.execute("select pg_reload_conf()");
      statement.execute("checkpoint");
    }
  }

  /** What has fallen due among the rows is not done while something else is measured. */
  static void nothingIsDue(Connection superuser) throws SQLException {
    try (Statement statement = superuser.createStatement()) {
      statement.execute(
          """
          update due_work
             set reached_at = now(), reached_id = 'ffffffff-ffff-ffff-ffff-ffffffffffff',
                 again_at = now(), again_id = 'ffffffff-ffff-ffff-ffff-ffffffffffff',
                 again_until = now()
          """);
    }
  }

  private static byte[] statements() throws IOException {
    try (InputStream fill = ConsoleRows.class.getResourceAsStream(FILL)) {
      if (fill == null) {
        throw new IOException("no " + FILL);
      }
      return fill.readAllBytes();
    }
  }

  /** Values of rows from the middle of the tables, by name. */
  static Examples examples(Connection connection) throws SQLException {
    Map<String, String> values = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select c.id::text as customer, c.email, c.name, c.company, s.id::text as subscription,
                    s.make_account_id as account, k.id::text as key, k.prefix, i.id::text as invoice,
                    i.number::text, i.reference
                  from (select * from customer where company like 'ТОВ%'
                         order by created_at offset (select count(*) / 4 from customer) limit 200) c
                  join subscription s on s.customer_id = c.id and s.make_account_id is not null
                  join api_key k on k.customer_id = c.id
                  join invoice i on i.subscription_id = s.id and i.reference is not null
                 order by s.created_at limit 1
                """)) {
      if (!row.next()) {
        throw new SQLException("no customer has all that is looked for");
      }
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        values.put(row.getMetaData().getColumnLabel(i), row.getString(i));
      }
    }
    return new Examples(values);
  }
}
