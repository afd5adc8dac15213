package com.bpmcentr.console;

import com.bpmcentr.console.config.ConsoleStartException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Whether the database knows letters beyond ASCII. One made with {@code LC_CTYPE=C} does not, and
 * so the index of the search knows no Cyrillic: the right rows are found, by reading all of them.
 */
final class PgLetters {

  private PgLetters() {}

  /**
   * What to tell the operator; empty when all is well.
   *
   * @throws ConsoleStartException when the database cannot be asked
   */
  static Optional<String> problem(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select datctype from pg_database
                 where datname = current_database() and cardinality(show_trgm('Їжак')) = 0
                """)) {
      return row.next()
          ? Optional.of(
              "the database was made with LC_CTYPE=%s: to find what is not ASCII, lists and search"
                      .formatted(row.getString(1))
                  + " read all rows. Make it with LC_CTYPE=C.UTF-8, see Setting up in the"
                  + " operations guide")
          : Optional.empty();
    } catch (SQLException e) {
      throw new ConsoleStartException("the database cannot be asked: " + e.getMessage(), e);
    }
  }
}
