package com.bpmcentr.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.demo.postgres.TestDatabases;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The console as a process: what its log looks like to a machine. */
@Timeout(120)
class LogFormatIT {

  private static final String PASSPHRASE = "correct horse battery";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  @Test
  void log_jsonAskedFor_eachLineIsOneObject() throws Exception {
    Process process = start();
    List<JsonNode> lines = new ArrayList<>();
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(JSON.readTree(line));
        if (line.contains("Started AdminConsole")) {
          // unlike the process's own destroy(), this leaves its output to be read
          process.toHandle().destroy();
        }
      }
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line.propertyNames())
                    .contains("timestamp", "level", "loggerName", "formattedMessage"));
    assertThat(lines)
        .extracting(line -> line.path("formattedMessage").asString())
        .as("the migrations', which come before Spring, and Spring's own")
        .anyMatch(message -> message.startsWith("Successfully applied "))
        .anyMatch(message -> message.startsWith("Started AdminConsole"));
  }

  private Process start() throws IOException {
    createFiles();
    LicenseDatabase database = TestDatabases.create();
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                programClassPath(),
                AdminConsole.class.getName())
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("CONSOLE_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder
        .environment()
        .putAll(
            Map.of(
                "CONSOLE_LOG_FORMAT", "json",
                "CONSOLE_PORT", "0",
                "CONSOLE_DATABASE_URL", database.url(DatabaseRole.CONSOLE),
                "CONSOLE_MIGRATION_DATABASE_URL", database.url(DatabaseRole.OWNER),
                "CONSOLE_SIGNING_KEY", file("key.pem"),
                "CONSOLE_SIGNING_KEY_PASSPHRASE", PASSPHRASE,
                "CONSOLE_KEYRING", file("keyring.json"),
                "CONSOLE_PEPPERS", file("peppers.json"),
                "CONSOLE_STATE_DIR", folder.toString(),
                "CONSOLE_FIRST_OWNER_FILE", file("owner")));
    return builder.start();
  }

  private void createFiles() {
    Map<String, String> environment =
        Map.of(
            "CONSOLE_SIGNING_KEY_PASSPHRASE", PASSPHRASE, "CONSOLE_KEYRING", file("keyring.json"));
    ConsoleTestEnvironment.createSigningKey(environment, folder.resolve("key.pem"), "k1");
    List<String> createPeppers = List.of("create-peppers", "--file", file("peppers.json"));
    assertThat(AdminConsole.run(createPeppers, environment, System.err)).isZero();
  }

  /** Without the tests' own classes, whose components Spring would find. */
  private static String programClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
