package com.bpmcentr.loadtests;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Somebody tries random keys, nine of them for each legitimate check. Who has a key may not notice:
 * its slowest hundredth is compared with that of the same rate without the flood. Refusals of
 * unknown keys (429) are what an edge may well do, and are counted.
 */
public final class UnknownKeyFloodSimulation extends LoadTest {
  static final Option RATE = Option.number("rate", 50, 1, 10_000);
  static final Option SECONDS = Option.number("seconds", 30, 1, 86_400);
  static final Option FLOOD = Option.number("floodPercent", 90, 1, 99);
  static final Option RATIO = Option.number("ratioPercent", 200, 100, 10_000);
  static final Option SLACK = Option.number("slackMillis", 5, 0, 10_000);
  static final List<Option> OPTIONS =
      List.of(KEYS, CONNECTOR, Mix.DENIED, Mix.POST, WARM_UP, RATE, SECONDS, FLOOD, RATIO, SLACK);

  private static final String BASELINE = "baseline";
  private static final String LEGITIMATE = "legitimate under flood";
  private static final String UNKNOWN = "flood of unknown keys";

  private final Schedule schedule = new Schedule();
  private final Judgement judgement = new Judgement();
  private final AtomicLong limited = new AtomicLong();

  public UnknownKeyFloodSimulation() {
    super(OPTIONS);
    Mix legitimate =
        new Mix(knownKeys(), options().text(CONNECTOR), number(Mix.DENIED), 0, number(Mix.POST));
    ChainBuilder flood = flood();
    int rate = number(RATE);
    int floodRate = Math.max(1, rate * number(FLOOD) / (100 - number(FLOOD)));
    if (number(WARM_UP) > 0) {
      schedule.then("warm-up", legitimate.ask(), rate, number(WARM_UP));
      schedule.meanwhile("warm-up, unknown keys", flood, floodRate);
    }
    PhaseTimes before = schedule.then(BASELINE, legitimate.ask(), rate, number(SECONDS)).times();
    PhaseTimes under = schedule.then(LEGITIMATE, legitimate.ask(), rate, number(SECONDS)).times();
    schedule.meanwhile(UNKNOWN, flood, floodRate);
    judgement.must(
        "legitimate p99 under flood at most %d %% + %d ms of the baseline's"
            .formatted(number(RATIO), number(SLACK)),
        () ->
            under.percentile(99) <= before.percentile(99) * number(RATIO) / 100.0 + number(SLACK));
    List<Assertion> assertions = new ArrayList<>(judgement.assertions());
    for (String phase : List.of(BASELINE, LEGITIMATE, UNKNOWN)) {
      assertions.add(details(phase).failedRequests().count().is(0L));
    }
    setUp(schedule.populations(judgement)).protocols(protocol()).assertions(assertions);
  }

  @Override
  public void after() {
    new Summary(this)
        .phases(schedule.phases())
        .say("Unknown keys refused with 429: " + limited.get() + ".")
        .verdicts(judgement)
        .publish();
  }

  private ChainBuilder flood() {
    return exec(session -> session.setAll(Questions.unknown(options().text(CONNECTOR))))
        .exec(VerifyEndpoints.unknownKey())
        .exec(
            session -> {
              if (session.contains("answered") && session.getInt("answered") == 429) {
                limited.incrementAndGet();
              }
              return session;
            });
  }
}
