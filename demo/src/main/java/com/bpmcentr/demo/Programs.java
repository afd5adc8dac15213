package com.bpmcentr.demo;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The two programs as the build leaves them, and what the demo starts them with. */
final class Programs {
  static final String OWNER_EMAIL = "owner@bpmcentr.example";

  private static final Path CONSOLE_JAR = Path.of("admin-console/target/admin-console.jar");
  private static final Path CONSOLE_ARGUMENTS = Path.of("admin-console/target/console.args");
  private static final Path EDGE_JAR = Path.of("license-edge/target/license-edge.jar");
  private static final Path EDGE_ARGUMENTS = Path.of("license-edge/target/edge.args");

  private final DemoSettings settings;
  private final DemoFolder folder;
  private final Duration clock;

  /**
   * Of one run of the demo.
   *
   * @param clock how far ahead of the machine's clock the programs are
   */
  Programs(DemoSettings settings, DemoFolder folder, Duration clock) {
    this.settings = settings;
    this.folder = folder;
    this.clock = clock;
  }

  void requireBuilt() throws DemoRefusal {
    for (Path jar : List.of(CONSOLE_JAR, EDGE_JAR)) {
      if (!Files.exists(settings.projectFolder().resolve(jar))) {
        throw new DemoRefusal(jar + " is not built; ./mvnw -Pdemo builds it");
      }
    }
  }

  void runConsoleCommand(List<String> command, Map<String, String> environment)
      throws IOException, DemoRefusal {
    List<String> arguments = new ArrayList<>(List.of("-jar", CONSOLE_JAR.toString()));
    arguments.addAll(command);
    Program.run(
        "admin-console.jar " + command.getFirst(),
        settings.projectFolder(),
        arguments,
        environment);
  }

  Program startConsole(LicenseDatabase database, SigningFiles signing) throws IOException {
    Files.createDirectories(folder.consoleStateFolder());
    Map<String, String> environment = new HashMap<>();
    environment.put("CONSOLE_HOST", "127.0.0.1");
    environment.put("CONSOLE_PORT", Integer.toString(settings.consolePort()));
    environment.put("CONSOLE_DATABASE_URL", database.url(DatabaseRole.CONSOLE));
    environment.put("CONSOLE_MIGRATION_DATABASE_URL", database.url(DatabaseRole.OWNER));
    environment.put("CONSOLE_SIGNING_KEY", signing.signingKey().toString());
    environment.put("CONSOLE_SIGNING_KEY_PASSPHRASE", signing.passphrase());
    environment.put("CONSOLE_KEYRING", signing.keyring().toString());
    environment.put("CONSOLE_PEPPERS", signing.peppers().toString());
    environment.put("CONSOLE_STATE_DIR", folder.consoleStateFolder().toString());
    environment.put("CONSOLE_OWNER_EMAIL", OWNER_EMAIL);
    environment.put("CONSOLE_FIRST_OWNER_FILE", folder.firstOwnerFile().toString());
    environment.put("CONSOLE_EDGE_URL", settings.edgeUrl(1));
    environment.put("CONSOLE_CLOCK_OFFSET", clock.toString());
    return Program.start(
        "console",
        settings.projectFolder(),
        start(CONSOLE_ARGUMENTS, CONSOLE_JAR),
        environment,
        folder.log("console"));
  }

  Program startEdge(int number, LicenseDatabase database, SigningFiles signing) throws IOException {
    String id = "edge-" + number;
    Files.createDirectories(folder.snapshotFolder(id));
    Map<String, String> environment = new HashMap<>();
    environment.put("EDGE_HOST", "127.0.0.1");
    environment.put("EDGE_PORT", Integer.toString(settings.edgePort(number)));
    environment.put("EDGE_MANAGEMENT_HOST", "127.0.0.1");
    environment.put("EDGE_MANAGEMENT_PORT", Integer.toString(settings.managementPort(number)));
    environment.put("EDGE_ID", id);
    environment.put("EDGE_REGION", "demo");
    environment.put("EDGE_DATABASE_URL", database.url(DatabaseRole.EDGE));
    environment.put("EDGE_KEYRING", signing.keyring().toString());
    environment.put("EDGE_PEPPERS", signing.peppers().toString());
    environment.put("EDGE_SNAPSHOT_DIR", folder.snapshotFolder(id).toString());
    environment.put("EDGE_CLOCK_OFFSET", clock.toString());
    return Program.start(
        id, settings.projectFolder(), start(EDGE_ARGUMENTS, EDGE_JAR), environment, folder.log(id));
  }

  private List<String> start(Path argumentFile, Path jar) {
    List<String> arguments = new ArrayList<>();
    if (Files.exists(settings.projectFolder().resolve(argumentFile))) {
      arguments.add("@" + argumentFile);
    }
    arguments.addAll(List.of("-jar", jar.toString()));
    if (!clock.isZero()) {
      arguments.add("--for-tests");
    }
    return arguments;
  }
}
