package com.bpmcentr.loadtests.bench;

import com.bpmcentr.loadtests.bench.jmh.JmhRun;
import com.bpmcentr.loadtests.bench.server.BenchProcess;
import com.bpmcentr.loadtests.bench.server.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The parts of one check by themselves, with JMH, in a process of their own. */
final class JmhBench {
  private JmhBench() {}

  static void run(Project project, BenchOptions options) throws BenchRefusal, IOException {
    String which = options.pattern(BenchOption.JMH);
    Files.createDirectories(project.benchFolder());
    Path results = project.benchFolder().resolve("jmh.csv");
    BenchProcess.runToEnd(
        "JMH",
        project,
        List.of(
            project.java(),
            "-cp",
            project.classPath(),
            JmhRun.class.getName(),
            which,
            project.edgeArguments().toString(),
            results.toString()));
    System.out.println("results: " + results);
  }
}
