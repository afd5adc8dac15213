package com.bpmcentr.loadtests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.loadtests.bench.scenario.Scenario;
import com.bpmcentr.loadtests.bench.scenario.ScenarioOptions;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScenarioBenchTest {

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void read_nothingGiven_theScenariosOwnSize(Scenario scenario) throws BenchRefusal {
    assertThat(read(scenario, Map.of()))
        .isEqualTo(
            new ScenarioOptions(
                scenario.customers(),
                2,
                scenario.rate(),
                scenario.seconds(),
                240,
                5,
                18_500,
                0,
                ".*"));
  }

  @Test
  void read_allGiven_taken() throws BenchRefusal {
    assertThat(
            read(
                Scenario.PUSH,
                Map.of(
                    "bench.customers", "7",
                    "bench.edges", "1",
                    "bench.rate", "500",
                    "bench.seconds", "3",
                    "bench.samples", "40",
                    "bench.rounds", "2",
                    "bench.port", "20000",
                    "bench.among", "9",
                    "bench.attacks", "TLS")))
        .isEqualTo(new ScenarioOptions(7, 1, 500, 3, 40, 2, 20_000, 9, "TLS"));
  }

  @Test
  void read_severalSizes_refused() {
    assertThatThrownBy(() -> read(Scenario.PUSH, Map.of("bench.customers", "1000,2000")))
        .isInstanceOf(BenchRefusal.class)
        .hasMessageContaining("-Dbench.customers");
  }

  @ParameterizedTest
  @CsvSource({
    "bench.edges,0",
    "bench.edges,9",
    "bench.rate,0",
    "bench.rate,many",
    "bench.samples,3",
    "bench.seconds,0",
    "bench.port,80"
  })
  void read_outOfRange_refusedByName(String name, String value) {
    assertThatThrownBy(() -> read(Scenario.PUSH, Map.of(name, value)))
        .isInstanceOf(BenchRefusal.class)
        .hasMessageContaining("-D" + name)
        .hasMessageContaining("\"" + value + "\"");
  }

  private static ScenarioOptions read(Scenario scenario, Map<String, String> given)
      throws BenchRefusal {
    return ScenarioBench.read(scenario, BenchOptions.read(properties(given)));
  }

  private static Properties properties(Map<String, String> values) {
    Properties properties = new Properties();
    properties.putAll(values);
    return properties;
  }
}
