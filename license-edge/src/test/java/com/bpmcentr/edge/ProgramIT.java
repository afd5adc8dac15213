package com.bpmcentr.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The edge as a process: how it ends, and what it says then. */
@Timeout(60)
class ProgramIT {

  @TempDir Path folder;

  private Process start(Map<String, String> settings) throws IOException {
    return EdgeProgram.start(folder, settings);
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("EDGE_ID", "e1");
    settings.put("EDGE_PORT", "0");
    settings.put("EDGE_MANAGEMENT_PORT", "0");
    settings.put("EDGE_DATABASE_URL", "postgresql://nobody:s3cret@127.0.0.1:1/nowhere");
    settings.put(
        "EDGE_KEYRING",
        TestFiles.keyring(folder, new TestSigner("k1").keyringEntry("active")).toString());
    settings.put("EDGE_PEPPERS", TestFiles.peppers(folder).toString());
    return settings;
  }

  private static String outputAtEnd(Process process) throws Exception {
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  @Test
  void start_settingMissing_oneLineAndStatus2FromTheCacheOfTheBuild() throws Exception {
    Path classes = folder.resolve("classes.log");
    Map<String, String> settings = settings();
    settings.remove("EDGE_KEYRING");
    Process process =
        EdgeProgram.start(folder, settings, EdgeProgram.jar("-Xlog:class+load:file=" + classes));

    assertThat(outputAtEnd(process)).isEqualToIgnoringNewLines("EDGE_KEYRING: is required");
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(classes)
        .content()
        .contains(LicenseEdge.class.getName() + " source: shared objects file");
  }

  @Test
  void start_clockSetWhereOthersCanReachIt_oneLineAndStatus2() throws Exception {
    Map<String, String> settings = settings();
    settings.put("EDGE_CLOCK_OFFSET", "-PT1H");
    settings.put("EDGE_HOST", "0.0.0.0");
    Process process = start(settings);

    assertThat(outputAtEnd(process).lines())
        .singleElement()
        .asString()
        .startsWith("EDGE_CLOCK_OFFSET: is for tests");
    assertThat(process.exitValue()).isEqualTo(2);
  }

  @Test
  void log_jsonAskedFor_eachLineIsOneObject() throws Exception {
    Map<String, String> settings = settings();
    settings.put("EDGE_LOG_FORMAT", "json");
    Process process = start(settings);
    List<JsonObject> lines = new ArrayList<>();
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(new JsonObject(line));
        if (line.contains("the database does not answer")) {
          process.toHandle().destroy();
        }
      }
    }

    assertThat(lines)
        .hasSizeGreaterThan(1)
        .allSatisfy(
            line ->
                assertThat(line.fieldNames())
                    .contains("timestamp", "level", "loggerName", "formattedMessage"));
    assertThat(lines)
        .extracting(line -> line.getString("formattedMessage"))
        .anyMatch(message -> message.startsWith("edge e1 answers on 127.0.0.1:"));
  }

  @Test
  void start_portTaken_oneLineThatNamesItAndStatus1() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Map<String, String> settings = settings();
      settings.put("EDGE_PORT", Integer.toString(taken.getLocalPort()));
      Process process = start(settings);

      assertThat(outputAtEnd(process).lines())
          .singleElement()
          .asString()
          .startsWith("EDGE_PORT: cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ");
      assertThat(process.exitValue()).isEqualTo(1);
    }
  }

  @Test
  void thread_fails_processEndsWithStatus3() throws Exception {
    Process process =
        EdgeProgram.start(
            folder,
            settings(),
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=logback.xml",
            "-cp",
            System.getProperty("java.class.path"),
            FailingEdge.class.getName());

    assertThat(outputAtEnd(process)).contains("the thread failing has failed, and the edge ends");
    assertThat(process.exitValue()).isEqualTo(3);
  }

  @Test
  void stop_asked_endsWithStatus0HasSaidNoSecretAndHasHadALoopForEachTask() throws Exception {
    Map<String, String> settings = settings();
    settings.put("EDGE_EVENT_LOOPS", "1");
    Process process = start(settings);
    StringBuilder output = new StringBuilder();
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        output.append(line).append('\n');
        if (line.contains("the database does not answer")) {
          // the virtual machine answers with a list of its threads
          new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid())).start().waitFor();
        }
        if (line.startsWith("JNI global refs")) {
          // unlike the process's own destroy(), this leaves its output to be read
          process.toHandle().destroy();
        }
      }
    }

    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(output).contains("edge e1 answers on 127.0.0.1:").doesNotContain("s3cret");
    // a loop's thread begins with its first context: one each for database, operations and checks
    assertThat(output)
        .contains("\"vert.x-eventloop-thread-0\"")
        .contains("\"vert.x-eventloop-thread-1\"")
        .contains("\"vert.x-eventloop-thread-2\"")
        .doesNotContain("\"vert.x-eventloop-thread-3\"");
  }
}
