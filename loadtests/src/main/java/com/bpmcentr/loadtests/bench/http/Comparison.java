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
   * The server's median over the floor's, both over those turns only in which neither round is
   * void.
   */
  Optional<Double> ratioToFloor(ServerKind server, ToDoubleFunction<Round> figure) {
    List<Double> own = new ArrayList<>();
    List<Double> floors = new ArrayList<>();
    for (Map<ServerKind, Round> turn : turns) {
      Round round = turn.get(server);
      Round floor = turn.get(ServerKind.FLOOR);
      if (round != null && floor != null && !round.isVoid() && !floor.isVoid()) {
        own.add(figure.applyAsDouble(round));
        floors.add(figure.applyAsDouble(floor));
      }
    }
    return own.isEmpty()
        ? Optional.empty()
        : Optional.of(Spread.of(own).median() / Spread.of(floors).median());
  }

  List<Round> rounds(ServerKind server) {
    return turns.stream()
        .filter(turn -> turn.containsKey(server))
        .map(turn -> turn.get(server))
        .toList();
  }
}
