package com.bpmcentr.console.publishing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Tells consoles and a recovery of each other: running consoles hold a lock of the database in
 * common, a recovery holds it alone. A connection of its own, because the lock belongs to a session
 * and ends with it, however the program ends.
 *
 * <p>It is there for a clear word in time. That nothing is published into a recovery's work does
 * not rest on it but on the feed's own lock and head.
 */
final class PgProgramLock implements AutoCloseable {

  /** Not of the kind that {@code lock_feed()} takes: those have one number. */
  private static final String LOCK = "731086873, 1";

  private static final int SECONDS_TO_ANSWER = 5;

  /** So that a machine that is gone without a word holds it for half a minute, not two hours. */
  private static final String NOTICE_A_DEAD_CLIENT =
      "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 10;"
          + " set tcp_keepalives_count = 2";

  private final PGSimpleDataSource database;
  private @Nullable Connection connection;

  PgProgramLock(PGSimpleDataSource database) {
    this.database = database;
  }

  /** What came of asking for the lock. */
  enum Answer {
    HELD,
    /** At least one console is running. */
    CONSOLE_RUNS,
    /** A recovery is under way. */
    RECOVERY_RUNS
  }

  /**
   * Holds it together with other consoles; again, if the session is lost.
   *
   * @throws IllegalStateException when the database cannot be reached
   */
  synchronized Answer share() {
    return hold("select pg_try_advisory_lock_shared(" + LOCK + ")");
  }

  /**
   * Holds it alone.
   *
   * @throws IllegalStateException when the database cannot be reached
   */
  synchronized Answer takeAlone() {
    return hold("select pg_try_advisory_lock(" + LOCK + ")");
  }

  private Answer hold(String sql) {
    try {
      if (connection != null && connection.isValid(SECONDS_TO_ANSWER)) {
        return Answer.HELD;
      }
      close();
      Connection session = database.getConnection();
      connection = session;
      try (Statement statement = session.createStatement()) {
        statement.execute(NOTICE_A_DEAD_CLIENT);
      }
      if (isTrue(session, sql)) {
        return Answer.HELD;
      }
      Answer other = isHeldAlone(session) ? Answer.RECOVERY_RUNS : Answer.CONSOLE_RUNS;
      close();
      return other;
    } catch (SQLException e) {
      close();
      throw new IllegalStateException("no connection: " + e.getSQLState(), e);
    }
  }

  private static boolean isHeldAlone(Connection session) throws SQLException {
    return isTrue(
        session,
        """
        select exists (select from pg_locks
                        where locktype = 'advisory' and (classid, objid) = (%s) and granted
                          and database = (select oid from pg_database
                                           where datname = current_database())
                          and mode = 'ExclusiveLock')
        """
            .formatted(LOCK));
  }

  private static boolean isTrue(Connection session, String sql) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Gives it back. */
  @Override
  public synchronized void close() {
    Connection session = connection;
    connection = null;
    try {
      if (session != null) {
        session.close();
      }
    } catch (SQLException e) {
      // It was broken already; there is nothing more to give back.
    }
  }
}
