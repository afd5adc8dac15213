package com.bpmcentr.loadtests;

import static io.gatling.javaapi.core.CoreDsl.details;

import java.util.List;

/** An ordinary day: a constant rate of mixed checks. */
public final class SteadySimulation extends LoadTest {
  static final Option RATE = Option.number("rate", 200, 1, 100_000);
  static final Option SECONDS = Option.number("seconds", 60, 1, 86_400);
  static final Option P99 = Option.number("p99", 50, 1, 10_000);
  static final Option MAX_FAILED = Option.number("maxFailed", 0, 0, 100);
  static final List<Option> OPTIONS = with(Mix.OPTIONS, WARM_UP, RATE, SECONDS, P99, MAX_FAILED);

  private static final String MEASURED = "steady";

  private final Schedule schedule = new Schedule();

  public SteadySimulation() {
    super(OPTIONS);
    Mix mix = Mix.of(this);
    schedule.then("warm-up", mix.ask(), number(RATE), number(WARM_UP));
    schedule.then(MEASURED, mix.ask(), number(RATE), number(SECONDS));
    setUp(schedule.populations())
        .protocols(protocol())
        .assertions(
            details(MEASURED).failedRequests().percent().lte((double) number(MAX_FAILED)),
            details(MEASURED).responseTime().percentile(99.0).lte(number(P99)));
  }

  @Override
  public void after() {
    new Summary(this).phases(schedule.phases()).publish();
  }
}
