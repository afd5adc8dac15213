package com.bpmcentr.loadtests.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScenarioOptionsTest {

  @Test
  void of_itsOwnArguments_theSame() {
    ScenarioOptions options = new ScenarioOptions(1, 2, 3, 4, 5, 6, 7, 8, "a b");

    assertThat(ScenarioOptions.of(options.toArguments())).isEqualTo(options);
  }
}
