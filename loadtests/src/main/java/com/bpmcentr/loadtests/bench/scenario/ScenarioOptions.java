package com.bpmcentr.loadtests.bench.scenario;

import java.util.List;
import java.util.stream.Stream;

/**
 * What can be set for a scenario; each looks at what concerns it.
 *
 * @param customers in the set, in the import, or under load beside those that are changed
 * @param edges how many edges follow
 * @param rate checks a second on each edge
 * @param seconds how long a load lasts
 * @param samples how many changes are timed at each load
 * @param rounds how often a start is repeated
 * @param firstPort what is started takes its ports from here on
 * @param among how many customers are there before it begins
 * @param attacks a regular expression that the titles of attacks contain
 */
public record ScenarioOptions(
    int customers,
    int edges,
    int rate,
    int seconds,
    int samples,
    int rounds,
    int firstPort,
    int among,
    String attacks) {

  /** For the command line of the scenario's own process. */
  public List<String> toArguments() {
    return Stream.of(customers, edges, rate, seconds, samples, rounds, firstPort, among, attacks)
        .map(String::valueOf)
        .toList();
  }

  static ScenarioOptions of(List<String> arguments) {
    List<Integer> numbers = arguments.stream().limit(8).map(Integer::valueOf).toList();
    return new ScenarioOptions(
        numbers.get(0),
        numbers.get(1),
        numbers.get(2),
        numbers.get(3),
        numbers.get(4),
        numbers.get(5),
        numbers.get(6),
        numbers.get(7),
        arguments.get(8));
  }
}
