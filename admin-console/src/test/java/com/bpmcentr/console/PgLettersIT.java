package com.bpmcentr.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.EmbeddedDatabase;
import com.bpmcentr.demo.postgres.TestDatabases;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PgLettersIT {

  @Test
  void problem_databaseAsTheDemoMakesIt_none() {
    assertThat(PgLetters.problem(MigratedDatabase.create().dataSource(DatabaseRole.CONSOLE)))
        .isEmpty();
  }

  @Test
  void problem_databaseThatKnowsAsciiOnly_isToldWithItsRemedy() throws Exception {
    EmbeddedDatabase server = TestDatabases.server();
    try (Connection connection = server.administrator().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database license_ascii template template0 lc_ctype 'C'");
    }
    Map<String, String> address = server.administratorEnvironment();
    PGSimpleDataSource ascii = new PGSimpleDataSource();
    ascii.setUrl("jdbc:postgresql://127.0.0.1:" + server.port() + "/license_ascii");
    ascii.setUser(address.get("PGUSER"));
    ascii.setPassword(address.get("PGPASSWORD"));
    try (Connection connection = ascii.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create extension pg_trgm");
    }

    assertThat(PgLetters.problem(ascii))
        .hasValueSatisfying(
            problem -> assertThat(problem).contains("LC_CTYPE=C:", "LC_CTYPE=C.UTF-8"));
  }
}
