package com.bpmcentr.loadtests.bench.http;

import com.bpmcentr.loadtests.bench.BenchOption;
import com.bpmcentr.loadtests.bench.BenchOptions;
import com.bpmcentr.loadtests.bench.BenchRefusal;
import java.util.List;

/**
 * How the servers are measured.
 *
 * @param serverCore the processor that the measured server runs on
 * @param loadCore that of the load generator
 * @param warmUpSeconds of load on each server before its first round of a case
 */
record HttpOptions(
    List<Integer> customers,
    List<CheckCase> cases,
    int rounds,
    int seconds,
    int warmUpSeconds,
    int connections,
    int serverCore,
    int loadCore,
    boolean reference,
    boolean latency) {

  private static final int MOST_ROUNDS = 1_000;
  private static final int MOST_SECONDS = 600;
  private static final int MOST_CONNECTIONS = 1_000;

  HttpOptions {
    customers = List.copyOf(customers);
    cases = List.copyOf(cases);
  }

  static HttpOptions of(BenchOptions options, int processors) throws BenchRefusal {
    List<Integer> cores = options.numbers(BenchOption.CORES, 0, processors - 1);
    if (cores.size() != 2 || cores.getFirst().equals(cores.getLast())) {
      throw new BenchRefusal(
          "-Dbench.cores must name two different processors, not \""
              + options.text(BenchOption.CORES)
              + "\"");
    }
    return new HttpOptions(
        options.customers(),
        options.constants(BenchOption.CASES, CheckCase.class),
        options.number(BenchOption.ROUNDS, 1, MOST_ROUNDS),
        options.number(BenchOption.SECONDS, 1, MOST_SECONDS),
        options.number(BenchOption.WARM_UP, 0, MOST_SECONDS),
        options.number(BenchOption.CONNECTIONS, 1, MOST_CONNECTIONS),
        cores.getFirst(),
        cores.getLast(),
        options.isOn(BenchOption.REFERENCE),
        options.isOn(BenchOption.LATENCY));
  }
}
