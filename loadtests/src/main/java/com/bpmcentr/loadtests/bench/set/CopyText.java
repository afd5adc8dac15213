package com.bpmcentr.loadtests.bench.set;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Rows of one table in the text form of PostgreSQL's COPY, many to one statement. */
final class CopyText {
  private static final HexFormat HEX = HexFormat.of();

  private final String target;
  private final StringBuilder rows = new StringBuilder();

  /**
   * Rows for a table.
   *
   * @param target the table and its columns: {@code price (category, interval)}
   */
  CopyText(String target) {
    this.target = target;
  }

  void row(@Nullable Object... values) {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        rows.append('\t');
      }
      append(values[i]);
    }
    rows.append('\n');
  }

  private void append(@Nullable Object value) {
    switch (value) {
      case null -> rows.append("\\N");
      case byte[] bytes -> {
        rows.append("\\\\x");
        HEX.formatHex(rows, bytes);
      }
      // None of the set's texts has a tab, a line's end or a backslash.
      default -> rows.append(value);
    }
  }

  /** Sends the rows and forgets them. */
  void send(Connection connection) throws SQLException, IOException {
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn("copy " + target + " from stdin", new StringReader(rows.toString()));
    rows.setLength(0);
  }
}
