package com.bpmcentr.loadtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.loadtests.bench.server.EdgeProcess;
import com.bpmcentr.loadtests.bench.set.SharedSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Gatling as Maven starts it, against a real edge with a hundred customers. */
@ExtendWith(SharedSet.class)
class SuitesIT {
  private static final int ASSERTIONS_FAILED = 2;
  private static final boolean IS_LONG = Boolean.getBoolean("soak");
  private static final List<String> WITHOUT_CHARTS = List.of("-nr");
  private static final List<String> SMALL = List.of("-DwarmUp=0", "-Ddenied=0", "-Dpost=0");

  @TempDir Path reports;

  private final Path keys;
  private final EdgeProcess edge;

  SuitesIT(SharedSet.Started started) {
    this.keys = started.set().files().keys();
    this.edge = started.edge();
  }

  private record Ended(int status, List<String> output) {}

  @Test
  void smoke_edgeWithKeys_passesAndNoKeyIsInItsReport() throws Exception {
    List<String> options =
        List.of("-DbaseUrl=" + url(edge.port()), "-Dkeys=" + keys, "-Dp99=10000");
    Ended ended = end(start("Smoke", options, List.of()));

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

  /** Each is right at first and gets slow later; all at once, since they mostly wait. */
  @Test
  void suites_edgeThatGetsSlow_failForTheirOwnReason() throws Exception {
    // The flooded one in the flood's middle: of the five before it, the last might come late.
    try (FaultyEdge isFlooded = new FaultyEdge((number, _) -> number > 25);
        FaultyEdge isWeak = new FaultyEdge((number, _) -> number > 5)) {
      Process flood =
          start(
              "UnknownKeyFlood",
              isFlooded.url(),
              SMALL,
              "-Drate=5",
              "-Dseconds=1",
              "-DratioPercent=100",
              "-DslackMillis=100");
      Process ramp =
          start(
              "Ramp",
              isWeak.url(),
              SMALL,
              "-Dunknown=0",
              "-Dfrom=5",
              "-Dstep=5",
              "-Dsteps=2",
              "-DstepSeconds=1",
              "-Dleast=10",
              "-Dp99=1900");
      if (IS_LONG) {
        longSuitesFail();
      }

      assertFailedFor(
          flood, "legitimate p99 under flood at most 100 % + 100 ms of the baseline's: **NO**");
      assertFailedFor(ramp, "10 checks a second within the limits: **NO**");
    }
  }

  private void longSuitesFail() throws Exception {
    try (FaultyEdge drifts = new FaultyEdge((number, _) -> number > 50);
        FaultyEdge staysSlow = new FaultyEdge((number, _) -> number > 15)) {
      Process soak = start("Soak", drifts.url(), SMALL, "-Dunknown=0", "-Drate=10", "-Dseconds=10");
      Process spike =
          start(
              "Spike",
              staysSlow.url(),
              SMALL,
              "-Dunknown=0",
              "-Drate=5",
              "-Dtimes=4",
              "-DbaseSeconds=1",
              "-DspikeSeconds=1",
              "-DrecoverSeconds=1",
              "-Dp99=1900");

      assertFailedFor(soak, "p99 of the last tenth within 50 % + 5 ms of the first's: **NO**");
      assertFailedFor(spike, "recovered: 99th percentile of response time is less than or equal");
    }
  }

  private static void assertFailedFor(Process process, String reason) throws Exception {
    Ended ended = end(process);
    assertThat(ended.status()).as("%s", ended.output()).isEqualTo(ASSERTIONS_FAILED);
    assertThat(ended.output()).anyMatch(line -> line.contains(reason));
  }

  private Ended run(String suite, String... options) throws Exception {
    return end(start(suite, List.of(options), WITHOUT_CHARTS));
  }

  private Process start(String suite, String url, List<String> small, String... options)
      throws IOException {
    List<String> all = new ArrayList<>(small);
    all.add("-DbaseUrl=" + url);
    all.addAll(List.of(options));
    return start(suite, all, WITHOUT_CHARTS);
  }

  private Process start(String suite, List<String> options, List<String> gatling)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Dloadtests.reports=" + reports));
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "io.gatling.app.Gatling",
            "-s",
            "com.bpmcentr.loadtests." + suite + "Simulation",
            "-rf",
            reports.toString()));
    command.addAll(gatling);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static Ended end(Process process) throws Exception {
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
