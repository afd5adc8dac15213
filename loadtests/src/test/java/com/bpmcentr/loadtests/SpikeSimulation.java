package com.bpmcentr.loadtests;

import static io.gatling.javaapi.core.CoreDsl.details;

import io.gatling.javaapi.core.Assertion;
import java.util.List;

/**
 * Many scenarios at the same full hour: a base rate, suddenly a multiple of it, and back. What
 * starts {@code recoverSeconds} after the spike's end must be answered as before it.
 */
public final class SpikeSimulation extends LoadTest {
  static final Option RATE = Option.number("rate", 100, 1, 100_000);
  static final Option TIMES = Option.number("times", 10, 2, 1_000);
  static final Option BASE_SECONDS = Option.number("baseSeconds", 20, 1, 86_400);
  static final Option SPIKE_SECONDS = Option.number("spikeSeconds", 10, 1, 3_600);
  static final Option RECOVER_SECONDS = Option.number("recoverSeconds", 5, 1, 600);
  static final Option P99 = Option.number("p99", 50, 1, 10_000);
  static final List<Option> OPTIONS =
      with(Mix.OPTIONS, WARM_UP, RATE, TIMES, BASE_SECONDS, SPIKE_SECONDS, RECOVER_SECONDS, P99);

  private static final String BASE = "base";
  private static final String RECOVERED = "recovered";

  private final Schedule schedule = new Schedule();

  public SpikeSimulation() {
    super(OPTIONS);
    Mix mix = Mix.of(this);
    int rate = number(RATE);
    schedule.then("warm-up", mix.ask(), rate, number(WARM_UP));
    schedule.then(BASE, mix.ask(), rate, number(BASE_SECONDS));
    schedule.then("spike", mix.ask(), rate * number(TIMES), number(SPIKE_SECONDS));
    schedule.then("recovering", mix.ask(), rate, number(RECOVER_SECONDS));
    schedule.then(RECOVERED, mix.ask(), rate, number(BASE_SECONDS));
    setUp(schedule.populations())
        .protocols(protocol())
        .assertions(
            noFailure(BASE), withinLimit(BASE), noFailure(RECOVERED), withinLimit(RECOVERED));
  }

  @Override
  public void after() {
    new Summary(this).phases(schedule.phases()).publish();
  }

  private static Assertion noFailure(String phase) {
    return details(phase).failedRequests().count().is(0L);
  }

  private Assertion withinLimit(String phase) {
    return details(phase).responseTime().percentile(99.0).lte(number(P99));
  }
}
