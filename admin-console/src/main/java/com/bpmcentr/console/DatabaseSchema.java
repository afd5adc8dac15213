package com.bpmcentr.console;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings the schema to this program's version, or makes sure that someone else has. */
final class DatabaseSchema {

  private DatabaseSchema() {}

  /**
   * Migrates as the owner where the owner's address is configured; else only looks, as the console.
   *
   * @throws ConsoleStartException when the database cannot be reached or is of another version
   */
  static void prepare(ConsoleConfig config) {
    DatabaseUrl owner = config.migrationDatabase();
    try {
      if (owner == null) {
        flyway(config.database()).load().validate();
      } else {
        flyway(owner).load().migrate();
      }
    } catch (FlywayException e) {
      throw new ConsoleStartException("the database's schema: " + firstLine(e), e);
    }
  }

  private static FluentConfiguration flyway(DatabaseUrl url) {
    return Flyway.configure().dataSource(url.dataSource()).locations("classpath:db/migration");
  }

  private static String firstLine(FlywayException e) {
    return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
  }
}
