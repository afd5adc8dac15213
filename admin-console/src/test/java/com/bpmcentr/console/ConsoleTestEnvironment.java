package com.bpmcentr.console;

import com.bpmcentr.console.config.CommandOptions;
import com.bpmcentr.console.config.ConsoleConfig;
import com.bpmcentr.console.publishing.CheapSigningKey;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.demo.postgres.TestDatabases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Gives the console under test a database, keys and a state folder, all new. */
public final class ConsoleTestEnvironment
    implements ApplicationContextInitializer<GenericApplicationContext> {

  private static final String PASSPHRASE = "a passphrase for tests";

  @Override
  public void initialize(GenericApplicationContext context) {
    LicenseDatabase database = TestDatabases.create();
    context.registerBean(LicenseDatabase.class, () -> database);
    ConsoleConfig config = ConsoleConfig.read(environment(database));
    DatabaseSchema.prepare(config);
    AdminConsole.configure(context, config, ConsoleFiles.read(config));
  }

  /** What an operator would set for a console on this database; the key files are made here. */
  public static Map<String, String> environment(LicenseDatabase database) {
    Path folder = newFolder();
    Map<String, String> environment = new HashMap<>();
    environment.put("CONSOLE_PORT", "0");
    environment.put("CONSOLE_MANAGEMENT_PORT", "0");
    environment.put("CONSOLE_DATABASE_URL", database.url(DatabaseRole.CONSOLE));
    environment.put("CONSOLE_MIGRATION_DATABASE_URL", database.url(DatabaseRole.OWNER));
    environment.put("CONSOLE_SIGNING_KEY", folder.resolve("signing-key.pem").toString());
    environment.put("CONSOLE_SIGNING_KEY_PASSPHRASE", PASSPHRASE);
    environment.put("CONSOLE_KEYRING", folder.resolve("keyring.json").toString());
    environment.put("CONSOLE_PEPPERS", folder.resolve("peppers.json").toString());
    environment.put("CONSOLE_STATE_DIR", folder.toString());
    environment.put("CONSOLE_OWNER_EMAIL", "owner@bpmcentr.example");
    environment.put("CONSOLE_FIRST_OWNER_FILE", folder.resolve("first-owner.env").toString());
    createSigningKey(environment, Path.of(environment.get("CONSOLE_SIGNING_KEY")), "k1");
    command(environment, "create-peppers", "--file", environment.get("CONSOLE_PEPPERS"));
    return environment;
  }

  /** Makes a key in that file, and adds its public half to the keyring. */
  public static void createSigningKey(Map<String, String> environment, Path file, String id) {
    List<String> arguments =
        List.of(
            "create-signing-key",
            "--key",
            file.toString(),
            "--keyring",
            environment.get("CONSOLE_KEYRING"),
            "--id",
            id);
    CheapSigningKey.create(
        CommandOptions.parse(arguments, "--key", "--keyring", "--id"),
        environment.get("CONSOLE_SIGNING_KEY_PASSPHRASE"));
  }

  /** Runs a command of the console; it must end well. */
  public static void command(Map<String, String> environment, String... arguments) {
    int status = AdminConsole.run(List.of(arguments), environment, System.err);
    if (status != 0) {
      throw new IllegalStateException(arguments[0] + " ended with status " + status);
    }
  }

  /** Runs a command; answers its exit status and adds what it says. */
  public static int run(Map<String, String> environment, StringBuilder said, String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int status =
        AdminConsole.run(
            List.of(arguments), environment, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    said.append(bytes.toString(StandardCharsets.UTF_8));
    return status;
  }

  private static Path newFolder() {
    try {
      Path parent = Files.createDirectories(Path.of("target", "console-tests"));
      return Files.createTempDirectory(parent, "console").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
