package com.bpmcentr.console.claim;

import com.bpmcentr.console.config.ConsoleConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.stereotype.Component;

/**
 * Waits for an edge to ring. A connection of its own, because listening belongs to a session; only
 * a doorbell, since whoever waits looks every so often anyway. For one thread.
 */
@Component
class PgClaimBell implements AutoCloseable {

  private final PGSimpleDataSource database;
  private @Nullable Connection connection;

  PgClaimBell(ConsoleConfig config) {
    this.database = config.database().dataSource();
  }

  /**
   * Makes sure that what rings from now on is heard.
   *
   * @throws IllegalStateException when the database cannot be reached
   */
  void listen() {
    try {
      if (connection == null) {
        connection = database.getConnection();
        try (Statement statement = connection.createStatement()) {
          statement.execute("listen claim");
        }
      }
    } catch (SQLException e) {
      close();
      throw new IllegalStateException("no connection: " + e.getSQLState(), e);
    }
  }

  /**
   * Returns when it has rung since the last time, at the latest after the given time; at once and
   * with false when the line is dead.
   */
  boolean await(Duration longest) {
    try {
      if (connection != null) {
        connection.unwrap(PGConnection.class).getNotifications((int) longest.toMillis());
        return true;
      }
    } catch (SQLException e) {
      close();
    }
    return false;
  }

  /** Hangs up; {@link #listen} connects anew. */
  @Override
  public void close() {
    Connection old = connection;
    connection = null;
    try {
      if (old != null) {
        old.close();
      }
    } catch (SQLException e) {
      // It was broken already; there is nothing more to give back.
    }
  }
}
