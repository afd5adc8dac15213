package com.bpmcentr.console.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

class PgFailureTest {

  private static String lineOf(String state) {
    return PgFailure.inOneLine(
        new DataAccessResourceFailureException(
            "sql", new SQLException("ERROR: said by the server\n  Detail: of a customer", state)));
  }

  @ParameterizedTest
  @CsvSource({
    "08006, did not answer",
    "57P01, did not answer",
    "53300, did not answer",
    "28P01, does not let this program in",
    "3D000, does not let this program in",
    "25006, takes no changes",
    "40P01, others held what this needs",
    "55P03, others held what this needs",
    "57014, others held what this needs",
    "42501, may not do this",
    "42P01, schema is not this program's",
    "42703, schema is not this program's",
    "53100, has no room",
    "23505, does not fit",
    "XX000, refused what this asked for"
  })
  void inOneLine_anyState_saysWhatFailedAndNamesIt(String state, String what) {
    assertThat(lineOf(state))
        .contains(what)
        .contains("(" + state)
        .doesNotContain("\n", "customer:");
  }

  @Test
  void inOneLine_refusedByTheServer_saysThatNothingWasChanged() {
    assertThat(lineOf("42501")).startsWith("nothing was changed: ").contains("said by the server");
    assertThat(lineOf("08006")).doesNotContain("nothing was changed").contains("cannot be told");
  }

  /** What a server says of a row may name a customer. */
  @Test
  void inOneLine_constraint_repeatsNothingOfTheRow() {
    assertThat(lineOf("23505")).doesNotContain("said by the server");
    assertThat(lineOf("42501")).doesNotContain("Detail");
  }

  @Test
  void inOneLine_thePoolGaveUp_isByWhatTheDriverSaid() {
    SQLException pool = new SQLTransientConnectionException("timed out after 30000ms");
    assertThat(PgFailure.inOneLine(new CannotCreateTransactionException("none", pool)))
        .contains("did not answer");
    pool.initCause(new SQLException("FATAL: password authentication failed", "28P01"));

    assertThat(PgFailure.inOneLine(new CannotCreateTransactionException("none", pool)))
        .contains("does not let this program in (28P01, FATAL: password authentication failed)");
  }
}
