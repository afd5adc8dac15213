package com.bpmcentr.loadtests.bench.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the figures were taken on, in one line. */
final class Machine {
  private Machine() {}

  static String describe() throws IOException {
    return "%d × %s, %d GiB, %s %s, Java %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            value(Path.of("/proc/cpuinfo"), "model name", "processor"),
            gibibytes(value(Path.of("/proc/meminfo"), "MemTotal", "0 kB")),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            Runtime.version());
  }

  private static String value(Path file, String name, String otherwise) throws IOException {
    if (!Files.exists(file)) {
      return otherwise;
    }
    List<String> lines = Files.readAllLines(file);
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(otherwise);
  }

  private static long gibibytes(String kilobytes) {
    return Math.round(Long.parseLong(kilobytes.split(" ", 2)[0]) / (1024.0 * 1024.0));
  }
}
