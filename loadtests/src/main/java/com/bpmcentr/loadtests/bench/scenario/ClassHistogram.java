package com.bpmcentr.loadtests.bench.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The live objects of a Java process by class, as {@code jcmd <pid> GC.class_histogram} counts them
 * after a full collection.
 */
record ClassHistogram(Map<String, Usage> classes, long totalBytes) {
  private static final Pattern ROW =
      Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+)(?:\\s+\\(.*\\))?");
  private static final Pattern TOTAL = Pattern.compile("Total\\s+(\\d+)\\s+(\\d+)");

  ClassHistogram {
    classes = Map.copyOf(classes);
  }

  /** Objects of one class and their bytes. */
  record Usage(long instances, long bytes) {
    static final Usage NONE = new Usage(0, 0);
  }

  /** How much more of a class one histogram has than another. */
  record Growth(String className, long instances, long bytes) {}

  /** Makes the process collect fully, then counts. */
  static ClassHistogram of(long pid) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    return parse(new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  static ClassHistogram parse(String output) throws IOException {
    Map<String, Usage> classes = new HashMap<>();
    for (String line : output.lines().toList()) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        // Two class loaders may each have a class of that name.
        classes.merge(
            row.group(3),
            new Usage(Long.parseLong(row.group(1)), Long.parseLong(row.group(2))),
            (a, b) -> new Usage(a.instances + b.instances, a.bytes + b.bytes));
        continue;
      }
      Matcher total = TOTAL.matcher(line.strip());
      if (total.matches()) {
        return new ClassHistogram(classes, Long.parseLong(total.group(2)));
      }
    }
    throw new IOException("jcmd has no histogram: " + output.lines().limit(3).toList());
  }

  /** The classes of which there is more here than in {@code before}, the most bytes first. */
  List<Growth> growthSince(ClassHistogram before) {
    List<Growth> growth = new ArrayList<>();
    classes.forEach(
        (name, now) -> {
          Usage then = before.classes.getOrDefault(name, Usage.NONE);
          if (now.bytes > then.bytes) {
            growth.add(new Growth(name, now.instances - then.instances, now.bytes - then.bytes));
          }
        });
    growth.sort(Comparator.comparingLong(Growth::bytes).reversed());
    return growth;
  }
}
