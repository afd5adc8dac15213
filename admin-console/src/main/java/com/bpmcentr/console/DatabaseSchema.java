package com.bpmcentr.console;

import com.bpmcentr.console.config.ConsoleConfig;
import com.bpmcentr.console.config.ConsoleStartException;
import com.bpmcentr.console.config.DatabaseUrl;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schema to this program's version, or makes sure that someone else has. */
final class DatabaseSchema {

  private static final Logger log = LoggerFactory.getLogger(DatabaseSchema.class);

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
        moveTime(owner, config.clockOffset());
      }
    } catch (FlywayException e) {
      throw new ConsoleStartException("the database's schema: " + firstLine(e), e);
    }
    PgLetters.problem(config.database().dataSource()).ifPresent(log::warn);
  }

  /** Ahead with this console; never back by itself, since what was signed says when. */
  private static void moveTime(DatabaseUrl owner, Duration offset) {
    if (!offset.isZero()) {
      log.warn(
          "CONSOLE_CLOCK_OFFSET: console and database are {} from the machine's clock", offset);
      PgPresent.move(owner, offset);
    }
  }

  private static FluentConfiguration flyway(DatabaseUrl url) {
    return Flyway.configure().dataSource(url.dataSource()).locations("classpath:db/migration");
  }

  private static String firstLine(FlywayException e) {
    return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
  }
}
