package com.bpmcentr.loadtests;

import static io.gatling.javaapi.core.CoreDsl.global;

import io.gatling.javaapi.core.Assertion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Hours at a constant rate: nothing may fail, and the slowest hundredth of the last tenth of the
 * time may not have drifted from that of the first.
 */
public final class SoakSimulation extends LoadTest {
  static final Option RATE = Option.number("rate", 100, 1, 100_000);
  static final Option SECONDS = Option.number("seconds", 3_600, 10, 604_800);
  static final Option DRIFT = Option.number("driftPercent", 50, 0, 1_000);
  static final Option SLACK = Option.number("slackMillis", 5, 0, 10_000);
  static final List<Option> OPTIONS = with(Mix.OPTIONS, WARM_UP, RATE, SECONDS, DRIFT, SLACK);

  private static final int PARTS = 10;

  private final Schedule schedule = new Schedule();
  private final List<Schedule.Phase> tenths = new ArrayList<>();
  private final Judgement judgement = new Judgement();

  public SoakSimulation() {
    super(OPTIONS);
    Mix mix = Mix.of(this);
    schedule.then("warm-up", mix.ask(), number(RATE), number(WARM_UP));
    for (int part = 1; part <= PARTS; part++) {
      String name = String.format(Locale.ROOT, "tenth %02d", part);
      tenths.add(schedule.then(name, mix.ask(), number(RATE), number(SECONDS) / PARTS));
    }
    judgement.must(
        "p99 of the last tenth within %d %% + %d ms of the first's"
            .formatted(number(DRIFT), number(SLACK)),
        () -> p99(tenths.getLast()) <= most(p99(tenths.getFirst())));
    List<Assertion> assertions = new ArrayList<>(judgement.assertions());
    assertions.add(global().failedRequests().count().is(0L));
    setUp(schedule.populations(judgement)).protocols(protocol()).assertions(assertions);
  }

  @Override
  public void after() {
    new Summary(this).phases(schedule.phases()).verdicts(judgement).publish();
  }

  private double most(int first) {
    return first * (1 + number(DRIFT) / 100.0) + number(SLACK);
  }

  private static int p99(Schedule.Phase phase) {
    return phase.times().percentile(99);
  }
}
