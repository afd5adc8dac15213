package com.bpmcentr.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoSettingsTest {
  private static final Path PROJECT = Path.of("/project");

  @Test
  void read_nothingGiven_hasTheFixedPoints() throws Exception {
    DemoSettings settings = DemoSettings.read(PROJECT, Map.of(), new Properties());

    assertThat(settings)
        .isEqualTo(
            new DemoSettings(
                PROJECT, Path.of("/project/.demo"), 8080, 8081, 9081, 54329, 1, 0, Duration.ZERO));
  }

  @Test
  void read_everythingGiven_isTaken() throws Exception {
    Map<String, String> environment =
        Map.of(
            "CONSOLE_PORT", "1001",
            "EDGE_PORT", "1002",
            "EDGE_MANAGEMENT_PORT", "1102",
            "DEMO_DATABASE_PORT", "1005",
            "DEMO_DIR", "/elsewhere");

    DemoSettings settings = DemoSettings.read(PROJECT, environment, given("demo.edges", "3"));

    assertThat(settings)
        .isEqualTo(
            new DemoSettings(
                PROJECT, Path.of("/elsewhere"), 1001, 1002, 1102, 1005, 3, 0, Duration.ZERO));
    assertThat(settings.edgePort(3)).isEqualTo(1004);
    assertThat(settings.managementUrl(2)).isEqualTo("http://127.0.0.1:1103");
  }

  @ParameterizedTest
  @CsvSource({"CONSOLE_PORT, x", "EDGE_PORT, 0", "EDGE_MANAGEMENT_PORT, 65536", "EDGE_PORT, -1"})
  void read_noPortNumber_isRefusedByName(String name, String value) {
    assertThatThrownBy(() -> DemoSettings.read(PROJECT, Map.of(name, value), new Properties()))
        .isInstanceOf(DemoRefusal.class)
        .hasMessage("%s must be a number from 1 to 65535, not \"%s\"", name, value);
  }

  @ParameterizedTest
  @CsvSource({"0", "17", "two"})
  void read_edgesOutOfRange_isRefusedByName(String edges) {
    assertThatThrownBy(() -> DemoSettings.read(PROJECT, Map.of(), given("demo.edges", edges)))
        .isInstanceOf(DemoRefusal.class)
        .hasMessageStartingWith("demo.edges must be a number from 1 to 16");
  }

  @Test
  void read_edgesRunIntoTheConsole_isRefused() {
    Map<String, String> environment = Map.of("CONSOLE_PORT", "8082");

    assertThatThrownBy(() -> DemoSettings.read(PROJECT, environment, given("demo.edges", "2")))
        .isInstanceOf(DemoRefusal.class)
        .hasMessageContaining("overlap");
  }

  @Test
  void read_lastPortsPassed_isRefused() {
    Map<String, String> environment = Map.of("EDGE_PORT", "65535");

    assertThatThrownBy(() -> DemoSettings.read(PROJECT, environment, given("demo.edges", "2")))
        .isInstanceOf(DemoRefusal.class)
        .hasMessageContaining("65536");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100_000, 2_000_000})
  void read_customers_areTaken(int customers) throws Exception {
    DemoSettings settings =
        DemoSettings.read(PROJECT, Map.of(), given("demo.customers", Integer.toString(customers)));

    assertThat(settings.customers()).isEqualTo(customers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "2000001", "-1", "1e5", "many"})
  void read_customersOutOfRange_isRefusedByName(String customers) {
    assertThatThrownBy(
            () -> DemoSettings.read(PROJECT, Map.of(), given("demo.customers", customers)))
        .isInstanceOf(DemoRefusal.class)
        .hasMessage("demo.customers must be a number from 1 to 2000000, not \"%s\"", customers);
  }

  @ParameterizedTest
  @CsvSource({"+10d, PT240H", "10d, PT240H", "+36h, PT36H", "+90m, PT90M", "+3650d, P3650D"})
  void read_clock_isTaken(String clock, Duration ahead) throws Exception {
    DemoSettings settings = DemoSettings.read(PROJECT, Map.of(), given("demo.clock", clock));

    assertThat(settings.clock()).isEqualTo(ahead);
    assertThat(DemoClock.parse(DemoClock.text(ahead))).isEqualTo(ahead);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-10d", "+3651d", "10", "ten days", "+1w", "P10D", "+123456m"})
  void read_clockThatIsNoTimeAhead_isRefusedByName(String clock) {
    assertThatThrownBy(() -> DemoSettings.read(PROJECT, Map.of(), given("demo.clock", clock)))
        .isInstanceOf(DemoRefusal.class)
        .hasMessageStartingWith("demo.clock must be a time ahead like +10d")
        .hasMessageEndingWith("not \"%s\"", clock);
  }

  private static Properties given(String name, String value) {
    Properties properties = new Properties();
    properties.setProperty(name, value);
    return properties;
  }
}
