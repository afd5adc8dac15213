package com.bpmcentr.console;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The console as it is started in earnest, on a free port and a database of its own; one for all
 * tests of a run. Its owner's credentials are in {@link #firstOwnerFile()}.
 */
public final class RunningConsole {

  public static final String OWNER_EMAIL = "owner@example.com";

  private final LicenseDatabase database;
  private final Path folder;
  private final ConfigurableApplicationContext context;

  private RunningConsole(LicenseDatabase database, Path folder) {
    this.database = database;
    this.folder = folder;
    this.context = AdminConsole.start(ConsoleConfig.read(environment(database, folder)));
  }

  public static RunningConsole shared() {
    return Shared.CONSOLE;
  }

  /** What a console's environment needs, its key files made in the folder. */
  public static Map<String, String> environment(LicenseDatabase database, Path folder) {
    Map<String, String> environment = new HashMap<>();
    environment.put("CONSOLE_PORT", "0");
    environment.put("CONSOLE_DATABASE_URL", database.url(DatabaseRole.CONSOLE));
    environment.put("CONSOLE_MIGRATION_DATABASE_URL", database.url(DatabaseRole.OWNER));
    environment.put("CONSOLE_SIGNING_KEY", folder.resolve("signing-key.pem").toString());
    environment.put("CONSOLE_SIGNING_KEY_PASSPHRASE", "a passphrase for tests");
    environment.put("CONSOLE_KEYRING", folder.resolve("keyring.json").toString());
    environment.put("CONSOLE_PEPPERS", folder.resolve("peppers.json").toString());
    environment.put("CONSOLE_STATE_DIR", folder.toString());
    environment.put("CONSOLE_OWNER_EMAIL", OWNER_EMAIL);
    environment.put("CONSOLE_FIRST_OWNER_FILE", folder.resolve("first-owner").toString());
    command(
        environment,
        "create-signing-key",
        "--key",
        environment.get("CONSOLE_SIGNING_KEY"),
        "--keyring",
        environment.get("CONSOLE_KEYRING"),
        "--id",
        "k1");
    command(environment, "create-peppers", "--file", environment.get("CONSOLE_PEPPERS"));
    return environment;
  }

  public LicenseDatabase database() {
    return database;
  }

  /** {@code http://127.0.0.1:port}, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:"
        + ((ServletWebServerApplicationContext) context).getWebServer().getPort();
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public Path firstOwnerFile() {
    return folder.resolve("first-owner");
  }

  public Path keyring() {
    return folder.resolve("keyring.json");
  }

  public Path peppers() {
    return folder.resolve("peppers.json");
  }

  private static void command(Map<String, String> environment, String... arguments) {
    int status = AdminConsole.run(List.of(arguments), environment, System.err);
    if (status != 0) {
      throw new IllegalStateException("status " + status);
    }
  }

  private static final class Shared {
    static final RunningConsole CONSOLE = start();

    private static RunningConsole start() {
      try {
        return new RunningConsole(
            MigratedDatabase.create(), Files.createTempDirectory("running-console"));
      } catch (IOException e) {
        throw new IllegalStateException("no folder for the console", e);
      }
    }
  }
}
