package com.bpmcentr.loadtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.loadtests.bench.BenchOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The README's tables of options are what the suites and the benchmark take. */
class ReadmeTest {
  @ParameterizedTest
  @MethodSource("suites")
  void table_ofEachSuite_hasItsOptionsWithDefaultAndRange(String suite, List<Option> options)
      throws Exception {
    String row =
        Files.readAllLines(Path.of("README.md")).stream()
            .filter(line -> line.startsWith("| `" + suite + "` | `"))
            .findFirst()
            .orElse("no row for " + suite);

    assertThat(row)
        .isEqualTo(
            "| `%s` | %s |", suite, String.join(", ", options.stream().map(this::cell).toList()));
  }

  @ParameterizedTest
  @EnumSource(BenchOption.class)
  void table_ofTheBenchmark_hasEachOptionWithDefaultAndRange(BenchOption option) throws Exception {
    assertThat(Files.readAllLines(Path.of("README.md")))
        .contains(
            "| `%s` | %s | %s |"
                .formatted(option.fallbackSetting(), option.range(), option.meaning()));
  }

  static Stream<Arguments> suites() {
    return Stream.of(
        Arguments.of("Smoke", SmokeSimulation.OPTIONS),
        Arguments.of("Steady", SteadySimulation.OPTIONS),
        Arguments.of("Ramp", RampSimulation.OPTIONS),
        Arguments.of("Spike", SpikeSimulation.OPTIONS),
        Arguments.of("Soak", SoakSimulation.OPTIONS),
        Arguments.of("RevocationUnderLoad", RevocationUnderLoadSimulation.OPTIONS),
        Arguments.of("UnknownKeyFlood", UnknownKeyFloodSimulation.OPTIONS));
  }

  private String cell(Option option) {
    String range =
        option.kind() == Option.Kind.NUMBER
            ? " (%d–%d)".formatted(option.least(), option.greatest())
            : "";
    String otherwise = option.otherwise().isEmpty() ? "" : "=" + option.otherwise();
    return "`%s%s`%s".formatted(option.name(), otherwise, range);
  }
}
