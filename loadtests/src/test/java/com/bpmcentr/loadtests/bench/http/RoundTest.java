package com.bpmcentr.loadtests.bench.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundTest {

  static Load load(long requests, long errors, double loaderShare) {
    return new Load(
        2 * requests,
        requests,
        2,
        errors,
        Map.of(Load.Percentile.P50, 100.0, Load.Percentile.P99, 200.0, Load.Percentile.P999, 300.0),
        loaderShare);
  }

  @Test
  void of_rightAnswers_countsWithCpuOfAllThatWasServed() {
    Round round = Round.of(load(1_000, 0, 0.9), 30_000, Optional.empty());

    assertThat(round.isVoid()).isFalse();
    assertThat(round.serverCpuMicros()).isEqualTo(15);
    assertThat(round.requestsASecond()).isEqualTo(500);
    assertThat(round.serverPercent()).isEqualTo(0.75);
  }

  @Test
  void of_loaderAboveItsShare_isVoidAndSaysSo() {
    assertThat(Round.of(load(1_000, 0, 0.914), 30_000, Optional.empty()).doubt())
        .contains("the loader used 91 % of its core");
  }

  @Test
  void of_errors_isVoidAndSaysSo() {
    assertThat(Round.of(load(1_000, 3, 0.5), 30_000, Optional.empty()).doubt())
        .contains("3 errors");
  }

  @Test
  void of_wrongAnswer_isVoidAndSaysSo() {
    assertThat(Round.of(load(1_000, 0, 0.5), 30_000, Optional.of("an answer was late")).doubt())
        .contains("an answer was late");
  }

  @Test
  void of_nothingAnswered_isVoid() {
    assertThat(Round.of(load(0, 0, 0), 30_000, Optional.empty()).doubt())
        .contains("no request was answered");
  }
}
