package com.bpmcentr.loadtests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.loadtests.bench.server.Project;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anything is started or written. */
class BenchTest {
  @TempDir Path folder;

  @Test
  void run_somethingElseThanThereIs_isRefusedWithWhatThereIs() {
    assertRefused(
        given("bench", "speed"),
        "-Dbench must be of http, jmh, footprint, coldstart, push, bulk, import, console, usage,"
            + " hostile, not \"speed\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "jmh", "push"})
  void run_notOnLinux_isRefused(String what) {
    Properties given = given("bench", what);
    given.setProperty("os.name", "Mac OS X");

    assertRefused(given, "the benchmark needs Linux: it reads /proc");
  }

  @Test
  void run_jmhOfNoRegularExpression_isRefused() {
    Properties given = given("bench", "jmh");
    given.setProperty("bench.jmh", "(");

    assertRefused(given, "-Dbench.jmh is no regular expression: Unclosed group");
  }

  @Test
  void run_scenarioOfSeveralSizes_isRefused() {
    Properties given = given("bench", "bulk");
    given.setProperty("bench.customers", "10,20");

    assertRefused(given, "-Dbench.customers must be one number for a scenario");
  }

  @Test
  void run_help_startsNothing() throws Exception {
    Properties given = given("bench.help", "true");

    Bench.run(new Project(folder, "none"), given);

    assertThat(folder).isEmptyDirectory();
  }

  private void assertRefused(Properties given, String reason) {
    assertThatThrownBy(() -> Bench.run(new Project(folder, "none"), given))
        .isInstanceOf(BenchRefusal.class)
        .hasMessage(reason);
    assertThat(folder).isEmptyDirectory();
  }

  private static Properties given(String name, String value) {
    Properties properties = new Properties();
    properties.setProperty("os.name", "Linux");
    properties.setProperty(name, value);
    return properties;
  }
}
