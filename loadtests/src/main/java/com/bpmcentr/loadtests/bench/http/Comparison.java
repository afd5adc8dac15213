package com.bpmcentr.loadtests.bench.http;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The rounds of all servers under one kind of load; those of one turn were run one after another.
 */
final class Comparison {
  private final List<Map<ServerKind, Round>> turns = new ArrayList<>();

  /** The rounds that follow belong together. */
  void beginTurn() {
    turns.add(new EnumMap<>(ServerKind.class));
  }

  void add(ServerKind server, Round round) {
    turns.getLast().put(server, round);
  }

  /** A figure of a server over its rounds that are not void; none if there is no such round. */
  Optional<Spread> spread(ServerKind server, ToDoubleFunction<Round> figure) {
    List<Double> values =
        rounds(server).stream()
            .filter(round -> !round.isVoid())
            .map(figure::applyAsDouble)
            .toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
  }

  /**
   * What the server's figure is of the floor's in the same turn, the median over those turns in
   * which neither round is void: what disturbs one turn disturbs both, and counts for one only.
   */
  Optional<Double> ratioToFloor(ServerKind server, ToDoubleFunction<Round> figure) {
    List<Double> ratios = new ArrayList<>();
    for (Map<ServerKind, Round> turn : turns) {
      Round round = turn.get(server);
      Round floor = turn.get(ServerKind.FLOOR);
      if (round != null && floor != null && !round.isVoid() && !floor.isVoid()) {
        ratios.add(figure.applyAsDouble(round) / figure.applyAsDouble(floor));
      }
    }
    return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios).median());
  }

  List<Round> rounds(ServerKind server) {
    return turns.stream()
        .filter(turn -> turn.containsKey(server))
        .map(turn -> turn.get(server))
        .toList();
  }
}
