package com.bpmcentr.loadtests.bench.scenario;

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

  /**
   * Adds that many customers and what belongs to them.
   *
   * @param superuser connected to the console's database
   */
  static void fill(Connection superuser, int customers) throws IOException, SQLException {
    try (InputStream fill = ConsoleRows.class.getResourceAsStream(FILL);
        Statement statement = superuser.createStatement()) {
      if (fill == null) {
        throw new IOException("no " + FILL);
      }
      statement.execute("set bench.customers = '" + customers + "'");
      statement.execute(new String(fill.readAllBytes(), StandardCharsets.UTF_8));
      // As autovacuum will have done on a system that did not get its customers in three minutes.
      statement.execute("vacuum analyze");
      statement.execute("checkpoint");
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
