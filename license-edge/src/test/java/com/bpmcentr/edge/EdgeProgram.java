package com.bpmcentr.edge;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The edge as a process of its own. */
final class EdgeProgram {

  private EdgeProgram() {}

  /** Starts it from the classes; only these settings begin with {@code EDGE_}. */
  static Process start(Path folder, Map<String, String> settings) throws IOException {
    return start(
        folder,
        settings,
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        classPath(),
        LicenseEdge.class.getName());
  }

  static Process start(Path folder, Map<String, String> settings, String... arguments)
      throws IOException {
    return start(List.of(), folder, settings, arguments);
  }

  /** Arguments of the supported start: the build's jar with its argument file. */
  static String[] jar(String... further) {
    List<String> arguments = new ArrayList<>();
    arguments.add("@" + Path.of("target/edge.args").toAbsolutePath());
    arguments.addAll(List.of(further));
    arguments.add("-jar");
    arguments.add(Path.of("target/license-edge.jar").toAbsolutePath().toString());
    return arguments.toArray(String[]::new);
  }

  /** Starts it by way of another program, whose own arguments come {@code first}. */
  static Process start(
      List<String> first, Path folder, Map<String, String> settings, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(first);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("EDGE_"));
    builder.environment().putAll(settings);
    return builder.start();
  }

  /** Without the tests' own resources: their logging is off. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
