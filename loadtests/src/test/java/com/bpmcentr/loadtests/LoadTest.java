package com.bpmcentr.loadtests;

import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What all suites share: their options, checked before anything else, and how they talk HTTP. */
abstract class LoadTest extends Simulation {
  static final Option BASE_URL = Option.url("baseUrl", "http://127.0.0.1:8081");
  static final Option KEYS = Option.file("keys");

  /** Unknown keys ask for it, and new customers subscribe to it. */
  static final Option CONNECTOR = Option.text("connector", "rozetka");

  static final Option WARM_UP = Option.number("warmUp", 5, 0, 600);

  private static final int UNUSABLE_OPTION = 1;

  private final Options options;

  /**
   * @param own the suite's options besides {@link #BASE_URL}
   */
  LoadTest(List<Option> own) {
    options = refuseInOneLine(() -> readOptions(own));
  }

  /** The options a suite shares with others, and its own. */
  static List<Option> with(List<Option> shared, Option... own) {
    return Stream.concat(shared.stream(), Stream.of(own)).toList();
  }

  final Options options() {
    return options;
  }

  final int number(Option option) {
    return options.number(option);
  }

  /** The keys of {@code -Dkeys}, or the magic one. */
  final KnownKeys knownKeys() {
    return refuseInOneLine(
        () ->
            options.file(KEYS).map(file -> KnownKeys.read(KEYS, file)).orElseGet(KnownKeys::magic));
  }

  final String required(Option option) {
    return refuseInOneLine(() -> options.required(option));
  }

  /** Connections are shared, as those of Make are: a check is no new client. */
  final HttpProtocolBuilder protocol() {
    return http.baseUrl(options.url(BASE_URL)).acceptHeader("application/json").shareConnections();
  }

  private Options readOptions(List<Option> own) {
    List<Option> all = new ArrayList<>(List.of(BASE_URL));
    all.addAll(own);
    return Options.read(
        getClass().getSimpleName().replace("Simulation", ""),
        all,
        System.getProperties(),
        System.getenv(),
        Path.of(System.getProperty("loadtests.folder", "")).toAbsolutePath());
  }

  /** Gatling would bury the line under the stack trace of a simulation that cannot be made. */
  static <T> T refuseInOneLine(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (OptionRefusal e) {
      System.err.println("load test: " + e.getMessage());
      System.exit(UNUSABLE_OPTION);
      throw e;
    }
  }
}
