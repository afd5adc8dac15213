package com.bpmcentr.loadtests.bench.http;

import static com.bpmcentr.loadtests.bench.http.ServerKind.EDGE;
import static com.bpmcentr.loadtests.bench.http.ServerKind.FLOOR;
import static com.bpmcentr.loadtests.bench.http.ServerKind.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private final Comparison comparison = new Comparison();

  private void turn(Round floor, Round edge) {
    comparison.beginTurn();
    comparison.add(FLOOR, floor);
    comparison.add(EDGE, edge);
  }

  private static Round round(long requests) {
    return Round.of(RoundTest.load(requests, 0, 0.5), 1, Optional.empty());
  }

  private static Round voidRound(long requests) {
    return Round.of(RoundTest.load(requests, 0, 0.95), 1, Optional.empty());
  }

  @Test
  void ratioToFloor_severalTurns_isTheMedianOfTheTurnsRatios() {
    turn(round(1_000), round(500));
    turn(round(4_000), round(3_200));
    turn(round(2_000), round(1_800));

    assertThat(comparison.ratioToFloor(EDGE, Round::requestsASecond)).contains(0.8);
    assertThat(comparison.ratioToFloor(FLOOR, Round::requestsASecond)).contains(1.0);
  }

  @Test
  void ratioToFloor_oneRoundOfATurnVoid_leavesTheWholeTurnOut() {
    turn(round(1_000), round(900));
    turn(voidRound(8_000), round(50));
    turn(round(7_000), voidRound(10));

    assertThat(comparison.ratioToFloor(EDGE, Round::requestsASecond)).contains(0.9);
  }

  @Test
  void ratioToFloor_serverMeasuredLessOften_comparesItsOwnTurnsOnly() {
    turn(round(1_000), round(900));
    comparison.add(REFERENCE, round(100));
    turn(round(9_000), round(900));

    assertThat(comparison.ratioToFloor(REFERENCE, Round::requestsASecond)).contains(0.1);
  }

  @Test
  void ratioToFloor_noTurnLeft_isNone() {
    turn(voidRound(1_000), round(900));

    assertThat(comparison.ratioToFloor(EDGE, Round::requestsASecond)).isEmpty();
  }

  @Test
  void spread_voidRounds_countForNothing() {
    turn(round(1_000), round(900));
    turn(voidRound(50_000), round(700));

    assertThat(comparison.spread(FLOOR, Round::requestsASecond))
        .contains(new Spread(500, 500, 500));
    assertThat(comparison.spread(EDGE, Round::requestsASecond)).contains(new Spread(350, 400, 450));
    assertThat(comparison.spread(REFERENCE, Round::requestsASecond)).isEmpty();
  }
}
