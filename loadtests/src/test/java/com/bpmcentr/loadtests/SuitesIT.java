package com.bpmcentr.loadtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.loadtests.bench.server.EdgeProcess;
import com.bpmcentr.loadtests.bench.server.Project;
import com.bpmcentr.loadtests.bench.set.SignedSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gatling as Maven starts it, against a real edge with a hundred customers. */
class SuitesIT {
  private static final int CUSTOMERS = 100;
  private static final int ASSERTIONS_FAILED = 2;
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static SignedSet set;
  private static EdgeProcess edge;

  @TempDir Path reports;

  private record Ended(int status, List<String> output) {}

  @BeforeAll
  static void startEdge() throws Exception {
    Project project = new Project(ROOT, System.getProperty("java.class.path"));
    Path folder = SignedSet.folderOf(ROOT, CUSTOMERS);
    if (!SignedSet.isThere(ROOT, folder)) {
      SignedSet.generate(project, CUSTOMERS);
    }
    set = SignedSet.open(ROOT, folder);
    edge = EdgeProcess.start(project, set, OptionalInt.empty());
  }

  @AfterAll
  static void stopEdge() throws Exception {
    if (edge != null) {
      edge.process().close();
    }
    if (set != null) {
      set.close();
    }
  }

  @Test
  void smoke_edgeWithKeys_passesAndNoKeyIsInItsReport() throws Exception {
    Path keys = set.files().keys();

    Ended ended = run("Smoke", "-DbaseUrl=" + url(edge.port()), "-Dkeys=" + keys, "-Dp99=10000");

    assertThat(ended.output()).anyMatch(line -> line.contains("index.html"));
    assertThat(ended.status()).as("%s", ended.output()).isZero();
    List<Path> files = filesOf(reports);
    assertThat(files).anyMatch(file -> file.endsWith("simulation.log"));
    for (Path file : files) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(text.contains("bpm_prod_") || text.contains("bpm_test_"))
          .as("a key in %s", file)
          .isFalse();
    }
    assertThat(ended.output()).noneMatch(line -> line.contains("bpm_"));
  }

  @Test
  void smoke_somethingElseThanAnEdge_fails() throws Exception {
    Ended ended = run("Smoke", "-DbaseUrl=" + url(edge.operationsPort()));

    assertThat(ended.status()).as("%s", ended.output()).isEqualTo(ASSERTIONS_FAILED);
  }

  @Test
  void steady_mistypedOption_isOneLineAndNothingIsRun() throws Exception {
    Ended ended = run("Steady", "-DbaseUlr=" + url(edge.port()));

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.output())
        .filteredOn(line -> !line.startsWith("WARNING: "))
        .singleElement()
        .asString()
        .startsWith(
            "load test: -DbaseUlr is not an option of Steady; did you mean -DbaseUrl? Steady has ");
    assertThat(filesOf(reports)).isEmpty();
  }

  private Ended run(String suite, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Dloadtests.reports=" + reports));
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "io.gatling.app.Gatling",
            "-s",
            "com.bpmcentr.loadtests." + suite + "Simulation",
            "-rf",
            reports.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output.lines().toList());
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port;
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
