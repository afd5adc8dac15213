package com.bpmcentr.loadtests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchOptionsTest {

  private static BenchOptions read(String... namesAndValues) throws BenchRefusal {
    Properties properties = new Properties();
    properties.setProperty("user.dir", "/somewhere");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    return BenchOptions.read(properties);
  }

  @Test
  void read_nothingGiven_hasTheDefaults() throws BenchRefusal {
    BenchOptions options = read();

    assertThat(options.customers()).containsExactly(100_000);
    assertThat(options.number(BenchOption.ROUNDS)).isEqualTo(5);
    assertThat(options.isOn(BenchOption.REFERENCE)).isTrue();
    assertThat(options.has(BenchOption.HELP)).isFalse();
  }

  @Test
  void read_severalSizes_keepsTheirOrder() throws BenchRefusal {
    assertThat(read("bench.customers", "1000000,1000").customers())
        .containsExactly(1_000_000, 1_000);
  }

  @ParameterizedTest
  @CsvSource({
    "bench.round, bench.rounds",
    "bench.Rounds, bench.rounds",
    "bench.secs, bench.cases",
    "benchmark, bench",
    "Bench, bench"
  })
  void read_nameMistyped_isRefusedWithTheNearest(String wrong, String nearest) {
    assertThatThrownBy(() -> read(wrong, "1"))
        .isInstanceOf(BenchRefusal.class)
        .hasMessage(
            "-D%s is not an option; did you mean -D%s? -Dbench.help lists them", wrong, nearest);
  }

  @Test
  void read_nameLikeNoOther_isRefusedByName() {
    assertThatThrownBy(() -> read("benchmark.threads.maximum", "1"))
        .isInstanceOf(BenchRefusal.class)
        .hasMessage("-Dbenchmark.threads.maximum is not an option; -Dbench.help lists them");
  }

  @Test
  void command_ofWhatWasGiven_leavesOutWhatIsNoneOfItsBusiness() throws BenchRefusal {
    assertThat(read("bench.rate", "5", "bench", "push", "java.home", "/jdk").command())
        .isEqualTo("./mvnw -pl loadtests -Pbench -Dbench=push -Dbench.rate=5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "10000001", "1e3", "1000,", "1000;2000", "many", "1 000"})
  void customers_notSizes_areRefusedByName(String sizes) throws BenchRefusal {
    BenchOptions options = read("bench.customers", sizes);

    assertThatThrownBy(options::customers)
        .isInstanceOf(BenchRefusal.class)
        .hasMessage(
            "-Dbench.customers must be a whole number from 1 to 10000000, not \"" + sizes + "\"");
  }

  @ParameterizedTest
  @CsvSource({"true", "ON", "''", "1"})
  void isOn_neitherOnNorOff_isRefused(String value) throws BenchRefusal {
    BenchOptions options = read("bench.reference", value);

    assertThatThrownBy(() -> options.isOn(BenchOption.REFERENCE))
        .isInstanceOf(BenchRefusal.class)
        .hasMessage("-Dbench.reference must be on or off, not \"" + value + "\"");
  }

  private enum Fruit {
    APPLE,
    SOUR_CHERRY
  }

  @Test
  void constants_names_areReadInLowerCaseWithHyphens() throws BenchRefusal {
    assertThat(read("bench.cases", "sour-cherry,apple").constants(BenchOption.CASES, Fruit.class))
        .containsExactly(Fruit.SOUR_CHERRY, Fruit.APPLE);
  }

  @Test
  void constants_unknownName_isRefusedWithThoseThereAre() throws BenchRefusal {
    BenchOptions options = read("bench.cases", "apple,plum");

    assertThatThrownBy(() -> options.constants(BenchOption.CASES, Fruit.class))
        .isInstanceOf(BenchRefusal.class)
        .hasMessage("-Dbench.cases must be of apple, sour-cherry, not \"apple,plum\"");
  }

  @ParameterizedTest
  @EnumSource(BenchOption.class)
  void help_everyOption_isInIt(BenchOption option) {
    assertThat(BenchOptions.help()).contains("-D" + option.property()).contains(option.range());
  }
}
