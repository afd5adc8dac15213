package com.bpmcentr.loadtests.bench.jmh;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks of this package, each with its allocation, as the edge's virtual machine. */
public final class JmhRun {
  private static final int ROUNDS = 5;
  private static final TimeValue ROUND = TimeValue.seconds(1);

  private JmhRun() {}

  /**
   * Arguments: which benchmarks (a regular expression), the edge's argument file, and the file for
   * the results.
   */
  public static void main(String[] arguments) throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include(arguments[0])
                .jvmArgs("@" + arguments[1], "-XX:AOTMode=off")
                .addProfiler(GCProfiler.class)
                .forks(1)
                .warmupIterations(ROUNDS)
                .warmupTime(ROUND)
                .measurementIterations(ROUNDS)
                .measurementTime(ROUND)
                .result(arguments[2])
                .shouldFailOnError(true)
                .build())
        .run();
  }
}
