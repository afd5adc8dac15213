package com.bpmcentr.loadtests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.bpmcentr.loadtests.bench.server.OrphanMaker;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark as a process. */
class BenchIT {
  private static final int PATIENCE_SECONDS = 60;

  @TempDir Path folder;

  @Test
  void main_withoutTaskset_saysHowToGetItAndFails() throws Exception {
    assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
    ProcessBuilder builder =
        new ProcessBuilder(java(Bench.class.getName(), folder.toString(), "none"));
    builder.environment().put("PATH", folder.toString());
    Process process = builder.redirectErrorStream(true).start();

    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said.strip())
        .isEqualTo("bench: taskset is not installed: apt-get install util-linux");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void kill_whatCannotBeAnswered_endsWhatWasStarted() throws Exception {
    Process process =
        new ProcessBuilder(java(OrphanMaker.class.getName(), folder.toString())).start();
    try (BufferedReader output = process.inputReader()) {
      ProcessHandle orphan = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
      ProcessHandle ended = ProcessHandle.of(Long.parseLong(output.readLine())).orElse(orphan);
      assertThat(orphan.isAlive()).isTrue();

      process.destroyForcibly().waitFor();

      orphan.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(ended.isAlive()).isFalse();
    }
  }

  @Test
  void require_portTaken_isRefusedByNumber() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThatThrownBy(() -> FreePorts.require(taken.getLocalPort()))
          .isInstanceOf(BenchRefusal.class)
          .hasMessage(
              "port %d is taken: -Dbench.port must name the first of 60 free ones",
              taken.getLocalPort());
    }
  }

  private static List<String> java(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(List.of(arguments));
    return command;
  }
}
