package com.bpmcentr.console;

import com.bpmcentr.console.config.ConsoleStartException;
import com.bpmcentr.console.config.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Moves the database's own time, which its functions and the edges' receipts go by. */
final class PgPresent {

  private PgPresent() {}

  /**
   * Sets {@code present()} apart from the machine's clock.
   *
   * @param owner the database as its owner, who alone may
   * @throws ConsoleStartException when the database does not take it
   */
  static void move(DatabaseUrl owner, Duration offset) {
    String function =
        """
        create or replace function present() returns timestamptz
          language sql volatile parallel safe
        return clock_timestamp() + interval '%d seconds'
        """
            .formatted(offset.toSeconds());
    try (Connection connection = owner.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(function);
    } catch (SQLException e) {
      throw new ConsoleStartException("the database's time cannot be moved: " + e.getMessage(), e);
    }
  }
}
