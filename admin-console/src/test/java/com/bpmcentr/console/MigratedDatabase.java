package com.bpmcentr.console;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.demo.postgres.TestDatabases;
import org.flywaydb.core.Flyway;

/** Databases for tests with all migrations run: migrated once, copied for whoever asks. */
public final class MigratedDatabase {

  private MigratedDatabase() {}

  public static LicenseDatabase create() {
    return TestDatabases.copyOf(Template.MIGRATED);
  }

  /** Migrated for this caller alone; slower, but rights on the database itself are not copied. */
  public static LicenseDatabase migrate() {
    LicenseDatabase database = TestDatabases.create();
    Flyway.configure()
        .dataSource(database.dataSource(DatabaseRole.OWNER))
        .locations("classpath:db/migration")
        .load()
        .migrate();
    return database;
  }

  private static final class Template {
    static final LicenseDatabase MIGRATED = migrate();
  }
}
