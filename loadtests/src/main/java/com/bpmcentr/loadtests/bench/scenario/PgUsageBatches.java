package com.bpmcentr.loadtests.bench.scenario;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/** Batches of usage, sent to the database as an edge sends them. For one thread. */
final class PgUsageBatches implements AutoCloseable {

  /** What an edge sends at most in one go. */
  static final int ROWS = 10_000;

  private static final String RECORD =
      """
      select count(*)
        from record_usage(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String FIGURES =
      """
      select pg_current_wal_lsn() - '0/0'::pg_lsn as wal,
             pg_total_relation_size('usage_hour') as bytes
      """;

  private final Connection connection;
  private final String edge;
  private final UUID boot = UUID.randomUUID();
  private final int hour;
  private long number;

  PgUsageBatches(Connection connection, String edge, Instant now) {
    this.connection = connection;
    this.edge = edge;
    this.hour = (int) Math.floorDiv(now.getEpochSecond(), 3600L);
  }

  /**
   * What the database has written and holds.
   *
   * @param wal bytes of its write-ahead log, ever
   * @param bytes of the hourly table with its indexes
   */
  record Figures(long wal, long bytes) {}

  Figures figures() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIGURES);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new Figures(row.getLong("wal"), row.getLong("bytes"));
    }
  }

  /** One call of each of these customers, with keys and subscriptions made from their numbers. */
  void send(int[] customers) throws SQLException {
    int rows = customers.length;
    UUID[] keys = new UUID[rows];
    UUID[] subscriptions = new UUID[rows];
    String[] accounts = new String[rows];
    for (int i = 0; i < rows; i++) {
      keys[i] = id(customers[i], 1);
      subscriptions[i] = id(customers[i], 2);
      accounts[i] = Integer.toString(1_000_000 + customers[i]);
    }
    number++;
    try (PreparedStatement statement = connection.prepareStatement(RECORD)) {
      statement.setString(1, edge);
      statement.setObject(2, boot);
      statement.setLong(3, number);
      array(statement, 4, "int4", filled(new Integer[rows], hour));
      array(statement, 5, "uuid", keys);
      array(statement, 6, "uuid", subscriptions);
      array(statement, 7, "bool", filled(new Boolean[rows], false));
      array(statement, 8, "text", filled(new String[rows], "rozetka"));
      array(statement, 9, "text", accounts);
      array(statement, 10, "text", filled(new String[rows], "VALID"));
      array(statement, 11, "text", new String[rows]);
      array(statement, 12, "int8", filled(new Long[rows], 3L));
      statement.execute();
    }
  }

  private void array(PreparedStatement statement, int place, String type, Object[] values)
      throws SQLException {
    statement.setArray(place, connection.createArrayOf(type, values));
  }

  private static <T> T[] filled(T[] values, T value) {
    Arrays.fill(values, value);
    return values;
  }

  /** Ordered by time, as the console's ids are, with the rest scattered. */
  private static UUID id(int customer, int kind) {
    long scattered = (2L * customer + kind) * 0x9E37_79B9_7F4A_7C15L;
    return new UUID(
        0x0197_F000_0000_7000L + ((long) customer << 16) + (scattered >>> 52),
        0x8000_0000_0000_0000L | scattered >>> 2);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
