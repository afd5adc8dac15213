package com.bpmcentr.demo.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.demo.postgres.TestDatabases;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The images and the Compose file without an engine: a folder stands for the container's root, and
 * the programs run in it as the image starts them, with the settings and secrets of their service.
 */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class ImagesIT {
  private static final Path COMPOSE = DeployFiles.DEPLOY.resolve("compose");
  private static final Pattern OPERATIONS = Pattern.compile("operations on 127\\.0\\.0\\.1:(\\d+)");

  /** What runs for seconds is not worth the thorough compiler. */
  private static final String QUICKLY = "-XX:TieredStopAtLevel=1";

  /** Made once: deriving a key from the passphrase takes its time. */
  @TempDir static Path compose;

  /** Where a {@code java} is that starts quickly. */
  @TempDir static Path programs;

  @TempDir Path root;
  private final Dockerfile dockerfile = Dockerfile.read();
  private final Map<String, Object> file =
      DeployFiles.yaml(COMPOSE.resolve("compose.yaml")).getFirst();

  @BeforeAll
  static void createSecrets() throws Exception {
    Path java = programs.resolve("java");
    Files.writeString(
        java,
        "#!/bin/sh\nexec '%s/bin/java' %s \"$@\"\n"
            .formatted(System.getProperty("java.home"), QUICKLY));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.copy(
        COMPOSE.resolve("create-secrets"),
        compose.resolve("create-secrets"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Process process = runCreateSecrets();
    assertThat(output(process)).isEmpty();
    assertThat(process.exitValue()).isZero();
  }

  @BeforeEach
  void makeRoot() throws IOException {
    Files.createDirectories(root.resolve("app"));
  }

  @Test
  void createSecrets_done_onlyItsOwnerPassesTheFolder() throws IOException {
    assertThat(permissions(compose.resolve("secrets"))).isEqualTo("rwx------");
    try (Stream<Path> made = Files.walk(compose.resolve("secrets"))) {
      assertThat(made.filter(Files::isRegularFile))
          .hasSize(9)
          .allMatch(path -> permissions(path).equals("r--r--r--"))
          .allMatch(path -> path.toFile().length() > 0);
    }
  }

  @Test
  void createSecrets_again_leavesThemAsTheyAre() throws Exception {
    Path peppers = compose.resolve("secrets/shared/peppers.json");
    String before = Files.readString(peppers);

    Process process = runCreateSecrets();

    assertThat(output(process)).contains("is left as it is");
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(Files.readString(peppers)).isEqualTo(before);
    try (Stream<Path> files = Files.list(compose)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void everyFileOfTheComposeFile_isMade() {
    List<String> sources = new ArrayList<>();
    for (Object secret : DeployFiles.map(file.get("secrets")).values()) {
      sources.add((String) DeployFiles.map(secret).get("file"));
    }
    for (Object service : DeployFiles.map(file.get("services")).values()) {
      list(service, "volumes").forEach(volume -> sources.add(volume.split(":")[0]));
    }

    assertThat(sources)
        .filteredOn(source -> source.startsWith("./secrets"))
        .hasSizeGreaterThan(8)
        .allSatisfy(source -> assertThat(compose.resolve(source)).exists());
  }

  @Test
  void databaseScripts_inTheirOrder_letEachRoleInAndOnlyTheOwnerMake() throws Exception {
    PGSimpleDataSource administrator =
        TestDatabases.server().administrator().unwrap(PGSimpleDataSource.class);
    try (Connection connection = administrator.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database license");
    }
    administrator.setDatabaseName("license");
    List<String> scripts =
        list(DeployFiles.map(file.get("services")).get("database"), "volumes").stream()
            .filter(volume -> volume.contains("/docker-entrypoint-initdb.d/"))
            .toList();
    assertThat(scripts)
        .extracting(volume -> volume.split(":")[1])
        .as("the image runs them by name")
        .isSorted()
        .hasSize(3);
    for (String script : scripts) {
      Path source = Path.of(script.split(":")[0]);
      Path here = (source.startsWith("./secrets") ? compose : COMPOSE).resolve(source);
      try (Connection connection = administrator.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(Files.readString(here));
      }
    }

    makeTable("console/owner-database-url", "license_owner");
    assertThatThrownBy(() -> makeTable("console/console-database-url", "license_console"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied for schema public");
    assertThatThrownBy(() -> makeTable("edge/edge-database-url", "license_edge"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied for schema public");
  }

  @Test
  void edge_ofTheImage_usesItsCacheOrDoesNotStart() throws Exception {
    List<String> command = layOut("edge");
    command.add(command.indexOf("-jar"), "-XX:AOTMode=on");

    Process process = start(command, Map.of());

    assertThat(output(process)).isEqualToIgnoringNewLines("EDGE_ID: is required");
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(dockerfile.stage("edge").all("RUN"))
        .as("the image's own build asks the same")
        .anyMatch(run -> run.contains("-XX:AOTMode=on") && run.endsWith("test $? -eq 2"));
  }

  @Test
  void edge_ofTheImage_startsWithItsServicesSettingsAndEndsWhenAsked() throws Exception {
    Map<String, String> settings = settings("edge-1", "edge");
    settings.putAll(
        Map.of(
            "EDGE_HOST", "127.0.0.1",
            "EDGE_MANAGEMENT_HOST", "127.0.0.1",
            "EDGE_PORT", "0",
            "EDGE_MANAGEMENT_PORT", "0"));
    Process process = start(layOut("edge"), settings);
    List<String> said = new ArrayList<>();
    int live = -1;
    int ready = -1;
    try (BufferedReader reader = process.inputReader(UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        said.add(line);
        Matcher port = OPERATIONS.matcher(line);
        if (port.find()) {
          live = healthy(port.group(1), "/health/live");
          ready = healthy(port.group(1), "/health/ready");
          // unlike the process's own destroy(), this leaves its output to be read
          process.toHandle().destroy();
        }
      }
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s", said).isZero();
    assertThat(said).allMatch(line -> line.startsWith("{"));
    assertThat(live).isZero();
    assertThat(ready).as("it has no license set").isEqualTo(1);
    assertThat(healthy("1", "/health/live")).as("nobody listens").isEqualTo(1);
  }

  @Test
  void console_ofTheImage_isContentWithItsServicesSettings() throws Exception {
    Process process = start(layOut("console"), settings("console", "console"));

    assertThat(output(process).lines())
        .last()
        .asString()
        .startsWith("admin-console: the database's schema: ");
    assertThat(process.exitValue()).isEqualTo(1);
  }

  /** Puts the image's programs into the root, and tells how it starts them. */
  private List<String> layOut(String image) throws IOException {
    for (Map.Entry<String, String> copy : dockerfile.stage(image).copiedFromBuild().entrySet()) {
      Path built = DeployFiles.PROJECT.resolve(copy.getValue());
      if (Files.isDirectory(built)) {
        Files.createSymbolicLink(inRoot(copy.getKey()), built);
      } else {
        Files.copy(built, inRoot(copy.getKey()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    List<String> command = new ArrayList<>();
    for (String argument : dockerfile.stage(image).only("ENTRYPOINT").execForm()) {
      command.add(argument.replace("/app/", root.resolve("app") + "/"));
    }
    command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(command.indexOf("-jar"), QUICKLY);
    return command;
  }

  /** The settings of image and service, with what they name put into the root. */
  private Map<String, String> settings(String name, String image) throws IOException {
    Object service = DeployFiles.map(file.get("services")).get(name);
    for (String secret : list(service, "secrets")) {
      Object source = DeployFiles.map(DeployFiles.map(file.get("secrets")).get(secret)).get("file");
      put(compose.resolve((String) source), inRoot("/run/secrets/" + secret));
    }
    for (String volume : list(service, "volumes")) {
      String[] parts = volume.split(":");
      Files.createDirectories(inRoot(parts[1]));
      if (parts[0].startsWith("./secrets")) {
        try (Stream<Path> files = Files.list(compose.resolve(parts[0]))) {
          for (Path each : files.toList()) {
            put(each, inRoot(parts[1]).resolve(each.getFileName()));
          }
        }
      }
    }
    Map<String, String> settings = new HashMap<>(dockerfile.stage(image).environment());
    DeployFiles.map(DeployFiles.map(service).get("environment"))
        .forEach((variable, value) -> settings.put(variable, String.valueOf(value)));
    settings.replaceAll((variable, value) -> value.startsWith("/") ? root + value : value);
    return settings;
  }

  /** The database is not there: at an address where nothing listens. */
  private static void put(Path source, Path target) throws IOException {
    Files.createDirectories(target.resolveSibling(""));
    Files.writeString(target, Files.readString(source).replace("@database:5432/", "@127.0.0.1:1/"));
  }

  private Path inRoot(String path) {
    return Path.of(root + path);
  }

  private Process start(List<String> command, Map<String, String> settings) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("EDGE_") || name.startsWith("CONSOLE_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(settings);
    return builder.start();
  }

  private static int healthy(String port, String path) throws Exception {
    Process process =
        new ProcessBuilder(DeployFiles.DEPLOY.resolve("healthy").toString(), port, path)
            .redirectErrorStream(true)
            .start();
    output(process);
    return process.exitValue();
  }

  private static Process runCreateSecrets() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                compose.resolve("create-secrets").toString(),
                DeployFiles.PROJECT.resolve("admin-console/target/admin-console.jar").toString())
            .redirectErrorStream(true);
    builder.environment().merge("PATH", programs + ":", (path, first) -> first + path);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder.start();
  }

  private static String output(Process process) throws Exception {
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  private static void makeTable(String urlFile, String role) throws IOException, SQLException {
    String url = Files.readString(compose.resolve("secrets").resolve(urlFile)).strip();
    String password = url.substring(("postgresql://" + role + ":").length(), url.indexOf('@'));
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setPortNumbers(new int[] {TestDatabases.server().port()});
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setDatabaseName(url.substring(url.lastIndexOf('/') + 1));
    source.setUser(role);
    source.setPassword(password);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table made_by_" + role + " ()");
    }
  }

  private static List<String> list(Object service, String key) {
    return DeployFiles.map(service).get(key) instanceof List<?> values
        ? values.stream().map(String.class::cast).toList()
        : List.of();
  }

  private static String permissions(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
