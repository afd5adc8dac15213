package com.bpmcentr.loadtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  private static final Option URL = Option.url("baseUrl", "http://127.0.0.1:8081");
  private static final Option RATE = Option.number("rate", 200, 1, 1000);
  private static final Option SECONDS = Option.number("seconds", 60, 1, 1000);
  private static final Option KEYS = Option.file("keys");
  private static final Option TOKEN = Option.secret("apiToken");
  private static final List<Option> ALL = List.of(URL, RATE, SECONDS, KEYS, TOKEN);

  @Test
  void read_nothingGiven_hasDefaults() {
    Options options = read(Map.of(), Map.of());

    assertThat(options.number(RATE)).isEqualTo(200);
    assertThat(options.url(URL)).isEqualTo("http://127.0.0.1:8081");
    assertThat(options.file(KEYS)).isEmpty();
  }

  @Test
  void read_everythingGiven_isTaken() {
    Options options =
        read(Map.of("rate", "5", "baseUrl", "https://edge.example/", "keys", "../k.csv"), Map.of());

    assertThat(options.number(RATE)).isEqualTo(5);
    assertThat(options.url(URL)).isEqualTo("https://edge.example");
    assertThat(options.file(KEYS)).contains(Path.of("/project/k.csv"));
  }

  @ParameterizedTest
  @CsvSource({
    "baseUlr, baseUrl",
    "baseurl, baseUrl",
    "rates, rate",
    "sconds, seconds",
    "key, keys",
    "suit, suite"
  })
  void read_mistypedName_isRefusedWithTheNearest(String wrong, String right) {
    assertThatThrownBy(() -> read(Map.of(wrong, "1"), Map.of()))
        .isInstanceOf(OptionRefusal.class)
        .hasMessage(
            "-D%s is not an option of Steady; did you mean -D%s?"
                + " Steady has -DapiToken -DbaseUrl -Dkeys -Drate -Dseconds",
            wrong, right);
  }

  @Test
  void read_nameLikeNoOther_isRefusedWithTheList() {
    assertThatThrownBy(() -> read(Map.of("concurrency", "1"), Map.of()))
        .isInstanceOf(OptionRefusal.class)
        .hasMessage(
            "-Dconcurrency is not an option of Steady;"
                + " Steady has -DapiToken -DbaseUrl -Dkeys -Drate -Dseconds");
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.version", "suite", "skipTests", "gatling.simulationClass"})
  void read_propertyOfTheToolsAround_isLeftAlone(String name) {
    assertThat(read(Map.of(name, "x"), Map.of()).number(RATE)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "12x", "1e3", "-5", "99999999999"})
  void read_wrongNumber_isRefusedWithTheRange(String value) {
    assertThatThrownBy(() -> read(Map.of("rate", value), Map.of()))
        .isInstanceOf(OptionRefusal.class)
        .hasMessage("-Drate=%s: must be a whole number from 1 to 1000", value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1:8081", "ftp://edge", "http://", "http://u:p@edge", "http:// x"})
  void read_noUrl_isRefused(String value) {
    assertThatThrownBy(() -> read(Map.of("baseUrl", value), Map.of()))
        .isInstanceOf(OptionRefusal.class)
        .hasMessage("-DbaseUrl=%s: must be a URL such as http://127.0.0.1:8081", value);
  }

  @Test
  void required_secretInTheEnvironment_isTaken() {
    assertThat(read(Map.of(), Map.of("API_TOKEN", "bpm_adm_x")).required(TOKEN))
        .isEqualTo("bpm_adm_x");
  }

  @Test
  void required_secretNowhere_isRefusedNamingBothPlaces() {
    Options options = read(Map.of(), Map.of());

    assertThatThrownBy(() -> options.required(TOKEN))
        .isInstanceOf(OptionRefusal.class)
        .hasMessage("Steady needs -DapiToken, or API_TOKEN in the environment");
  }

  private static Options read(Map<String, String> given, Map<String, String> environment) {
    Properties properties = new Properties();
    properties.putAll(given);
    return Options.read("Steady", ALL, properties, environment, Path.of("/project/here"));
  }
}
