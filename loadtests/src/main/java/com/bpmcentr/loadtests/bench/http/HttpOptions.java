package com.bpmcentr.loadtests.bench.http;

import com.bpmcentr.loadtests.bench.BenchOption;
import com.bpmcentr.loadtests.bench.BenchOptions;
import com.bpmcentr.loadtests.bench.BenchRefusal;
import java.util.Collections;
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

  HttpOptions {
    customers = List.copyOf(customers);
    cases = List.copyOf(cases);
  }

  static HttpOptions of(BenchOptions options, int processors) throws BenchRefusal {
    if (processors < 2) {
      throw new BenchRefusal(
          "two processors are needed, one for the server and one for the load; there is one");
    }
    List<Integer> cores = options.numbers(BenchOption.CORES);
    if (cores.size() != 2
        || cores.getFirst().equals(cores.getLast())
        || Collections.max(cores) >= processors) {
      throw new BenchRefusal(
          "-Dbench.cores must name two different processors from 0 to %d, not \"%s\""
              .formatted(processors - 1, options.text(BenchOption.CORES)));
    }
    return new HttpOptions(
        options.customers(),
        options.constants(BenchOption.CASES, CheckCase.class),
        options.number(BenchOption.ROUNDS),
        options.number(BenchOption.SECONDS),
        options.number(BenchOption.WARM_UP),
        options.number(BenchOption.CONNECTIONS),
        cores.getFirst(),
        cores.getLast(),
        options.isOn(BenchOption.REFERENCE),
        options.isOn(BenchOption.LATENCY));
  }
}
