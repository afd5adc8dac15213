package com.bpmcentr.loadtests.bench;

import java.util.Arrays;
import java.util.Optional;

/** All that can be set with {@code -D}, and what it is when it is not set. */
public enum BenchOption {
  WHAT("bench", "http", "what to run: http, jmh, footprint, coldstart, push, bulk, import"),
  HELP("bench.help", "", "lists the options and ends"),
  CUSTOMERS("bench.customers", "100000", "sizes of the set, one after the other: 1000,1000000"),
  CASES("bench.cases", "get-known,get-unknown,get-denied,post-known", "which requests are sent"),
  ROUNDS("bench.rounds", "5", "rounds of floor and edge for each case, at least 1"),
  SECONDS("bench.seconds", "3", "how long a round is"),
  WARM_UP("bench.warmup", "5", "seconds of load on each server before its first round of a case"),
  CONNECTIONS("bench.connections", "64", "connections that the load comes over"),
  CORES("bench.cores", "0,1", "the processor of the server, and that of the load"),
  REFERENCE("bench.reference", "on", "on or off: whether the reference is measured too"),
  LATENCY("bench.latency", "on", "on or off: whether latency at a fixed rate is measured too"),
  EDGES("bench.edges", "2", "edges of the scenarios that start a whole system"),
  RATE("bench.rate", "10000", "checks a second on each edge while a scenario measures"),
  SAMPLES("bench.samples", "240", "changes that push times at each load"),
  PORT("bench.port", "18500", "scenarios take their ports from here on, 60 at most"),
  JMH("bench.jmh", ".*", "which of the JMH benchmarks, a regular expression");

  private final String property;
  private final String fallback;
  private final String meaning;

  BenchOption(String property, String fallback, String meaning) {
    this.property = property;
    this.fallback = fallback;
    this.meaning = meaning;
  }

  /** The name after {@code -D}. */
  public String property() {
    return property;
  }

  String fallback() {
    return fallback;
  }

  String meaning() {
    return meaning;
  }

  static Optional<BenchOption> find(String property) {
    return Arrays.stream(values()).filter(option -> option.property.equals(property)).findFirst();
  }
}
