package com.bpmcentr.edge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The edge as a process of its own. */
final class EdgeProgram {

  private EdgeProgram() {}

  /** The supported start; only these settings begin with {@code EDGE_}. */
  static Process start(Path folder, Map<String, String> settings) throws IOException {
    return start(folder, settings, jar());
  }

  static Process start(Path folder, Map<String, String> settings, String... arguments)
      throws IOException {
    return start(List.of(), folder, settings, arguments);
  }

  /**
   * Arguments of the supported start: the build's jar with its argument file. An edge that lives
   * for seconds compiles for seconds: only in a long run does it do so for a long life.
   */
  static String[] jar(String... further) {
    List<String> arguments = new ArrayList<>();
    arguments.add("@" + Path.of("target/edge.args").toAbsolutePath());
    if (!Soak.isLong()) {
      arguments.add("-XX:TieredStopAtLevel=1");
    }
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
    if (settings.containsKey("EDGE_CLOCK_OFFSET")) {
      command.add("--for-tests");
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("EDGE_"));
    builder.environment().putAll(settings);
    return builder.start();
  }
}
