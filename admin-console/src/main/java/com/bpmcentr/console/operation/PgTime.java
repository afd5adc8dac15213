package com.bpmcentr.console.operation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Instants on their way to and from PostgreSQL, whose driver speaks of offset date-times. */
public final class PgTime {

  private PgTime() {}

  public static @Nullable OffsetDateTime of(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  public static @Nullable Instant optional(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  public static Instant required(ResultSet row, String column) throws SQLException {
    Instant time = optional(row, column);
    if (time == null) {
      throw new SQLException(column + " is null");
    }
    return time;
  }
}
