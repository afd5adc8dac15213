package com.bpmcentr.loadtests.bench;

import java.util.Arrays;
import java.util.Optional;

/** All that can be set with {@code -D}, and what it is when it is not set. */
public enum BenchOption {
  WHAT(
      "bench",
      "http",
      "what to run: http, jmh, footprint, coldstart, push, bulk, import, console, usage or hostile"),
  HELP("bench.help", "", "lists the options and ends"),
  CUSTOMERS(
      "bench.customers",
      "100000",
      1,
      10_000_000,
      "customers in the set; http measures several sizes in turn: 1000,1000000. Each scenario has"
          + " its own number"),
  CASES(
      "bench.cases",
      "get-known,get-unknown,get-denied,post-known",
      "http: which requests are sent"),
  ROUNDS("bench.rounds", "5", 1, 1_000, "how often each thing is measured"),
  SECONDS(
      "bench.seconds",
      "3",
      1,
      3_600,
      "how long a round of http is; a scenario's load lasts 30, hostile's 4"),
  WARM_UP(
      "bench.warmup",
      "15",
      0,
      600,
      "http: seconds of load on each server before its first round of a case"),
  CONNECTIONS("bench.connections", "64", 1, 1_000, "http: connections that the load comes over"),
  CORES("bench.cores", "0,1", 0, 1_023, "http: the processor of the server, and that of the load"),
  REFERENCE("bench.reference", "on", "http: on or off, whether the reference is measured too"),
  LATENCY(
      "bench.latency", "on", "http: on or off, whether latency at a fixed rate is measured too"),
  EDGES("bench.edges", "2", 1, 8, "push, bulk, import, console, usage: how many edges follow"),
  RATE(
      "bench.rate",
      "10000",
      1,
      100_000,
      "footprint, push: checks a second on each edge while it is measured; hostile has 1000"),
  SAMPLES(
      "bench.samples", "240", 4, 100_000, "push, usage: how many changes are timed at each load"),
  PORT("bench.port", "18500", 1_024, 65_000, "scenarios take their ports from here on, 60 at most"),
  AMONG(
      "bench.among",
      "0",
      0,
      10_000_000,
      "push, bulk, import: how many customers are there beforehand, as in console"),
  ATTACKS(
      "bench.attacks",
      ".*",
      "hostile: which attacks, a regular expression that is looked for in their titles"),
  JMH("bench.jmh", ".*", "jmh: which of the benchmarks, a regular expression");

  private final String property;
  private final String fallback;
  private final boolean isNumber;
  private final int least;
  private final int greatest;
  private final String meaning;

  BenchOption(String property, String fallback, String meaning) {
    this(property, fallback, false, 0, 0, meaning);
  }

  BenchOption(String property, String fallback, int least, int greatest, String meaning) {
    this(property, fallback, true, least, greatest, meaning);
  }

  BenchOption(
      String property, String fallback, boolean isNumber, int least, int greatest, String meaning) {
    this.property = property;
    this.fallback = fallback;
    this.isNumber = isNumber;
    this.least = least;
    this.greatest = greatest;
    this.meaning = meaning;
  }

  /** The name after {@code -D}. */
  public String property() {
    return property;
  }

  /** Name and value as it is when it is not given. */
  public String fallbackSetting() {
    return fallback.isEmpty() ? property : property + "=" + fallback;
  }

  /** The numbers that it may be; empty if it is no number. */
  public String range() {
    return isNumber ? least + "–" + greatest : "";
  }

  public String meaning() {
    return meaning;
  }

  String fallback() {
    return fallback;
  }

  int least() {
    return least;
  }

  int greatest() {
    return greatest;
  }

  static Optional<BenchOption> find(String property) {
    return Arrays.stream(values()).filter(option -> option.property.equals(property)).findFirst();
  }
}
