package com.bpmcentr.demo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileTest {

  /** Those of Docker's reference that are not deprecated. */
  private static final Set<String> INSTRUCTIONS =
      Set.of(
          "ADD",
          "ARG",
          "CMD",
          "COPY",
          "ENTRYPOINT",
          "ENV",
          "EXPOSE",
          "FROM",
          "HEALTHCHECK",
          "LABEL",
          "ONBUILD",
          "RUN",
          "SHELL",
          "STOPSIGNAL",
          "USER",
          "VOLUME",
          "WORKDIR");

  private final Dockerfile dockerfile = Dockerfile.read();

  @Test
  void file_any_hasOnlyInstructionsThatThereAre() {
    assertThat(dockerfile.arguments()).extracting(Dockerfile.Instruction::name).containsOnly("ARG");
    for (Dockerfile.Stage stage : dockerfile.stages().values()) {
      assertThat(stage.instructions())
          .extracting(Dockerfile.Instruction::name)
          .isSubsetOf(INSTRUCTIONS);
    }
  }

  @Test
  void base_any_isPinnedAndOneForBuildingAndRunning() {
    assertThat(dockerfile.arguments().getFirst().value())
        .as("an exact version, on no named registry")
        .matches("JAVA=[a-z-]+:25\\.[0-9]+\\.[0-9]+_[0-9]+-jdk-[a-z]+");
    assertThat(dockerfile.stage("build").base()).isEqualTo("${JAVA}");
    assertThat(dockerfile.stage("program").base()).isEqualTo("${JAVA}");
    assertThat(dockerfile.stages().keySet())
        .containsExactlyInAnyOrder("build", "program", "edge", "console");
  }

  @ParameterizedTest
  @ValueSource(strings = {"edge", "console"})
  void image_any_runsAsANumberThatIsNotRoot(String name) {
    Dockerfile.Stage stage = dockerfile.stage(name);

    assertThat(stage.base()).isEqualTo("program");
    assertThat(stage.only("USER").value()).matches("[1-9][0-9]*:[1-9][0-9]*");
    List<String> instructions =
        stage.instructions().stream().map(Dockerfile.Instruction::name).toList();
    assertThat(instructions.lastIndexOf("RUN")).isLessThan(instructions.indexOf("USER"));
  }

  @ParameterizedTest
  @CsvSource({"edge, license-edge, edge.args", "console, admin-console, console.args"})
  void image_any_startsJavaItselfAsTheGuideSupports(String name, String program, String arguments) {
    Dockerfile.Stage stage = dockerfile.stage(name);
    List<String> start = stage.only("ENTRYPOINT").execForm();

    assertThat(start).startsWith("java", "@/app/" + arguments);
    assertThat(start).endsWith("-jar", "/app/" + program + ".jar");
    assertThat(stage.all("CMD")).isEmpty();
    assertThat(stage.copiedFromBuild())
        .containsEntry("/app/" + program + ".jar", program + "/target/" + program + ".jar")
        .containsEntry("/app/" + arguments, program + "/target/" + arguments);
    assertThat(DeployFiles.PROJECT.resolve(program + "/src/main/launch/" + arguments)).exists();
    for (String argument : start) {
      if (argument.startsWith("-XX:AOTCache=")) {
        assertThat(stage.copiedFromBuild())
            .containsKey(argument.substring("-XX:AOTCache=".length()));
      }
    }
  }

  /** Its jar looks for them beside itself. */
  @Test
  void image_console_hasItsLibraries() {
    assertThat(dockerfile.stage("console").copiedFromBuild())
        .containsEntry("/app/lib/", "admin-console/target/lib");
  }

  @ParameterizedTest
  @CsvSource({"edge, EDGE", "console, CONSOLE"})
  void environment_any_isWhatTheProgramReads(String name, String prefix) {
    assertThat(dockerfile.stage(name).environment().keySet())
        .isSubsetOf(DeployFiles.variables(prefix));
  }

  /** Loopback is the programs' default, and nobody outside of the container would reach it. */
  @ParameterizedTest
  @CsvSource({
    "edge, EDGE_HOST;EDGE_MANAGEMENT_HOST, EDGE_SNAPSHOT_DIR",
    "console, CONSOLE_HOST, CONSOLE_STATE_DIR"
  })
  void environment_any_opensItsPortsAndNamesAFolderOfItsOwn(
      String name, String hosts, String folder) {
    Dockerfile.Stage stage = dockerfile.stage(name);
    Map<String, String> environment = stage.environment();
    String[] owner = stage.only("USER").value().split(":");

    assertThat(hosts.split(";"))
        .allSatisfy(host -> assertThat(environment).containsEntry(host, "0.0.0.0"));
    assertThat(stage.all("RUN"))
        .contains(
            "install -d -o %s -g %s -m 0700 %s"
                .formatted(owner[0], owner[1], environment.get(folder)));
  }

  /** With it, and on the loopback, a program takes a clock that is not the machine's. */
  @Test
  void files_any_doNotSayThatAProgramIsForTests() throws IOException {
    try (Stream<Path> files = Files.walk(DeployFiles.DEPLOY)) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(
              file -> assertThat(file).content().doesNotContain("--for-tests", "CLOCK_OFFSET"));
    }
  }

  @ParameterizedTest
  @CsvSource({"edge, 9081, /health/ready", "console, 8080, /actuator/health/readiness"})
  void health_any_asksAPortThatIsOpen(String name, String port, String path) {
    Dockerfile.Stage stage = dockerfile.stage(name);
    String check = stage.only("HEALTHCHECK").value();
    List<String> asked =
        new Dockerfile.Instruction("CMD", check.substring(check.indexOf("CMD ") + 4)).execForm();

    assertThat(asked).containsExactly("/app/healthy", port, path);
    assertThat(stage.only("EXPOSE").value().split(" ")).contains(port);
    assertThat(dockerfile.stage("program").only("COPY").value())
        .isEqualTo("--chmod=0755 deploy/healthy /app/healthy");
    assertThat(DeployFiles.DEPLOY.resolve("healthy")).satisfies(Files::isExecutable);
  }

  @Test
  void context_any_bringsNoSecretAndNothingBuilt() {
    assertThat(DeployFiles.text(DeployFiles.DEPLOY.resolve("Dockerfile.dockerignore")).lines())
        .contains(".git", ".demo", "**/target", "deploy/compose");
  }
}
