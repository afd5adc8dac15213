package com.bpmcentr.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the demo runs.
 *
 * @param projectFolder the root of the repository, with the built programs in it
 * @param folder everything the demo writes lies in it
 * @param edgePort of the first edge; the others' ports count up from it
 * @param managementPort of the first edge's operations, likewise
 * @param edges how many edges
 * @param customers how many generated customers besides the sample data
 * @param clock how far console and edges are to be ahead of the machine's clock; zero: as they were
 */
record DemoSettings(
    Path projectFolder,
    Path folder,
    int consolePort,
    int edgePort,
    int managementPort,
    int databasePort,
    int edges,
    int customers,
    Duration clock) {
  private static final int MOST_EDGES = 16;

  /** As many as the console takes in one import. */
  private static final int MOST_CUSTOMERS = 2_000_000;

  /** Reads the environment, and the {@code demo.…} properties given with {@code -D}. */
  static DemoSettings read(Path projectFolder, Map<String, String> environment, Properties given)
      throws DemoRefusal {
    Path folder = projectFolder.resolve(environment.getOrDefault("DEMO_DIR", ".demo")).normalize();
    DemoSettings settings =
        new DemoSettings(
            projectFolder,
            folder,
            port(environment, "CONSOLE_PORT", 8080),
            port(environment, "EDGE_PORT", 8081),
            port(environment, "EDGE_MANAGEMENT_PORT", 9081),
            port(environment, "DEMO_DATABASE_PORT", 54329),
            number("demo.edges", given.getProperty("demo.edges"), 1, 1, MOST_EDGES),
            number("demo.customers", given.getProperty("demo.customers"), 0, 1, MOST_CUSTOMERS),
            DemoClock.parse(given.getProperty("demo.clock")));
    settings.requirePortsApart();
    return settings;
  }

  /** The number of an edge counts from 1. */
  int edgePort(int number) {
    return edgePort + number - 1;
  }

  int managementPort(int number) {
    return managementPort + number - 1;
  }

  String consoleUrl() {
    return "http://127.0.0.1:" + consolePort;
  }

  String edgeUrl(int number) {
    return "http://127.0.0.1:" + edgePort(number);
  }

  String managementUrl(int number) {
    return "http://127.0.0.1:" + managementPort(number);
  }

  /** The ports of console and edges, each with the variable that sets it. */
  Map<Integer, String> portsOfPrograms() {
    Map<Integer, String> ports = new HashMap<>();
    ports.put(consolePort, "CONSOLE_PORT");
    for (int number = 1; number <= edges; number++) {
      ports.put(edgePort(number), "EDGE_PORT");
      ports.put(managementPort(number), "EDGE_MANAGEMENT_PORT");
    }
    return ports;
  }

  private void requirePortsApart() throws DemoRefusal {
    if (edgePort(edges) > 65_535 || managementPort(edges) > 65_535) {
      throw new DemoRefusal("the ports of " + edges + " edges do not end before 65536");
    }
    Map<Integer, String> programs = portsOfPrograms();
    if (programs.size() != 1 + 2 * edges || programs.containsKey(databasePort)) {
      throw new DemoRefusal(
          "CONSOLE_PORT, EDGE_PORT, EDGE_MANAGEMENT_PORT and DEMO_DATABASE_PORT overlap"
              + " (each edge takes the next port)");
    }
  }

  private static int port(Map<String, String> environment, String name, int otherwise)
      throws DemoRefusal {
    return number(name, environment.get(name), otherwise, 1, 65_535);
  }

  private static int number(
      String name, @Nullable String text, int otherwise, int least, int greatest)
      throws DemoRefusal {
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= greatest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The same refusal as for a number out of range.
    }
    throw new DemoRefusal(
        name + " must be a number from " + least + " to " + greatest + ", not \"" + text + "\"");
  }
}
