package com.bpmcentr.edge.usage;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the database has counted, read as the console may. */
public final class UsageRows {

  private final LicenseDatabase database;

  public UsageRows(LicenseDatabase database) {
    this.database = database;
  }

  /** All calls together. */
  public long sum() {
    return Long.parseLong(lines("select coalesce(sum(calls), 0) from usage_hour").getFirst());
  }

  /**
   * Rows without their hour: key, subscription, test, connector, account, code, operation, calls.
   */
  public List<String> rows() {
    return lines(
        """
        select concat_ws(' ', coalesce(right(key_id::text, 2), '-'),
                 coalesce(right(subscription_id::text, 2), '-'), test::text,
                 coalesce(connector, '-'), coalesce(account, '-'), code, coalesce(operation, '-'),
                 sum(calls))
          from usage_hour
         group by key_id, subscription_id, test, connector, account, code, operation
         order by 1
        """);
  }

  /** Not before that time was the last of the calls. */
  public Instant lastAfter() {
    return Instant.parse(
        lines(
                """
                select to_char(max(last_after) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
                  from usage_hour
                """)
            .getFirst());
  }

  /** The first column of each row. */
  public List<String> lines(String sql) {
    try (Connection connection = database.connect(DatabaseRole.CONSOLE);
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
      return lines;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
