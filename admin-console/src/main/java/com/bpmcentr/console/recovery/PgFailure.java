package com.bpmcentr.console.recovery;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a failure of the database means to whoever sits before it: one line that says what failed,
 * whether anything was changed, and what to do.
 *
 * <p>By SQLSTATE (PostgreSQL, appendix A). What the server says beside it is repeated only where it
 * names tables and roles; elsewhere it may name customers.
 */
final class PgFailure {

  private static final int CLASS_LENGTH = 2;
  private static final String TOO_MANY_SESSIONS = "53300";
  private static final String SHUTS_DOWN = "57P";
  private static final String LACKS_A_RIGHT = "42501";

  private PgFailure() {}

  /** The line for this failure of a transaction. */
  static String inOneLine(Throwable failure) {
    SQLException cause = innermost(failure);
    String state = cause == null || cause.getSQLState() == null ? "" : cause.getSQLState();
    if (isGone(state)) {
      return "the database did not answer, or ended the session"
          + named(state, null)
          + ": see that it runs and can be reached, and run this again; whether this run's changes"
          + " were kept cannot be told, and a second run changes nothing twice";
    }
    // all is one transaction: what the server refuses of it, it takes back whole
    return "nothing was changed: " + refused(state, cause);
  }

  private static boolean isGone(String state) {
    return state.length() < CLASS_LENGTH
        || state.startsWith("08")
        || state.startsWith(SHUTS_DOWN)
        || state.equals(TOO_MANY_SESSIONS);
  }

  private static String refused(String state, @Nullable SQLException cause) {
    return switch (state.substring(0, CLASS_LENGTH)) {
      case "28", "3D" ->
          "the database does not let this program in"
              + named(state, cause)
              + ": correct CONSOLE_DATABASE_URL, the role's password or pg_hba.conf";
      case "25" ->
          "the database takes no changes"
              + named(state, null)
              + ": CONSOLE_DATABASE_URL leads to a replica, or to a server that is set to read"
              + " only; give the primary's address";
      case "40", "55", "57" ->
          "others held what this needs, for too long"
              + named(state, null)
              + ": stop whatever else works on this database, and run this again";
      case "42" ->
          state.equals(LACKS_A_RIGHT)
              ? "the role of CONSOLE_DATABASE_URL may not do this"
                  + named(state, cause)
                  + ": it has to be license_console with the rights that the migrations gave it;"
                  + " restore a backup with its owners and rights"
              : "the database's schema is not this program's"
                  + named(state, cause)
                  + ": run the version of the program that the database is of";
      case "53", "58" ->
          "the database has no room, or its disk fails"
              + named(state, null)
              + ": see to the server, and run this again";
      case "23" ->
          "what edges hold does not fit what is in the business tables"
              + named(state, null)
              + ": the server's log names the row; set it right, and run this again";
      default ->
          "the database refused what this asked for"
              + named(state, null)
              + ": its log says more; report it";
    };
  }

  private static String named(String state, @Nullable SQLException cause) {
    String said = cause == null ? null : cause.getMessage();
    if (said == null) {
      return state.isEmpty() ? "" : " (" + state + ")";
    }
    return " (" + state + ", " + said.lines().findFirst().orElse("") + ")";
  }

  /** Pools wrap the driver's in one of their own that has no state. */
  private static @Nullable SQLException innermost(Throwable failure) {
    SQLException found = null;
    for (Throwable next = failure; next != null; next = next.getCause()) {
      if (next instanceof SQLException sql) {
        found = sql;
      }
    }
    return found;
  }
}
