package com.bpmcentr.demo.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files in {@code deploy/}, and what the programs' sources say that they must fit. */
final class DeployFiles {
  static final Path PROJECT = projectFolder();
  static final Path DEPLOY = PROJECT.resolve("deploy");

  private static final Pattern VARIABLE = Pattern.compile("\"((?:EDGE|CONSOLE)_[A-Z_]+)\"");

  /** What each program cannot do without; a secret may come in a file. */
  private static final Map<String, Set<String>> REQUIRED =
      Map.of(
          "EDGE",
          Set.of("EDGE_ID", "EDGE_DATABASE_URL_FILE", "EDGE_KEYRING", "EDGE_PEPPERS"),
          "CONSOLE",
          Set.of(
              "CONSOLE_DATABASE_URL_FILE",
              "CONSOLE_SIGNING_KEY",
              "CONSOLE_SIGNING_KEY_PASSPHRASE_FILE",
              "CONSOLE_KEYRING",
              "CONSOLE_PEPPERS",
              "CONSOLE_STATE_DIR"));

  private DeployFiles() {}

  /** The documents of a YAML file; a key that is there twice is refused. */
  static List<Map<String, Object>> yaml(Path file) {
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    Iterable<Object> documents = new Yaml(new SafeConstructor(strict)).loadAll(text(file));
    return StreamSupport.stream(documents.spliterator(), false).map(DeployFiles::map).toList();
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The variables that a program reads, as its source names them. */
  static Set<String> variables(String program) {
    Path config =
        PROJECT.resolve(
            program.equals("EDGE")
                ? "license-edge/src/main/java/com/bpmcentr/edge/EdgeConfig.java"
                : "admin-console/src/main/java/com/bpmcentr/console/config/ConsoleConfig.java");
    return VARIABLE
        .matcher(text(config))
        .results()
        .map(match -> match.group(1))
        .filter(name -> name.startsWith(program))
        .collect(Collectors.toSet());
  }

  static Set<String> required(String program) {
    return REQUIRED.getOrDefault(program, Set.of());
  }

  private static Path projectFolder() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("mvnw")) ? here : here.getParent();
  }
}
