package com.bpmcentr.loadtests;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Phases one after the other, each at a constant rate of its own, in an open model: checks start
 * when they are due, whether or not earlier ones were answered. In the report each phase is a
 * group, so that an assertion can be made about it.
 */
final class Schedule {
  /** Checks that started in a phase's last moment may still be answered. */
  static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

  private final List<Phase> phases = new ArrayList<>();
  private final List<PopulationBuilder> populations = new ArrayList<>();
  private Duration end = Duration.ZERO;

  /**
   * @param rate checks a second
   */
  record Phase(String name, int rate, int seconds, PhaseTimes times) {}

  /** A phase of {@code seconds} after all before it; of no seconds it is left out. */
  Phase then(String name, ChainBuilder check, int rate, int seconds) {
    Phase phase = new Phase(name, rate, seconds, new PhaseTimes());
    if (seconds > 0) {
      populations.add(
          scenario(name)
              .exec(timed(phase, check))
              .injectOpen(at(end, constantUsersPerSec(rate).during(Duration.ofSeconds(seconds)))));
      phases.add(phase);
      end = end.plusSeconds(seconds);
    }
    return phase;
  }

  /** More checks, while the latest phase lasts. */
  Phase meanwhile(String name, ChainBuilder check, int rate) {
    Phase latest = phases.getLast();
    end = end.minusSeconds(latest.seconds());
    return then(name, check, rate, latest.seconds());
  }

  List<Phase> phases() {
    return phases;
  }

  List<PopulationBuilder> populations() {
    return populations;
  }

  /** The populations, and one that judges when all has been answered. */
  List<PopulationBuilder> populations(Judgement judgement) {
    List<PopulationBuilder> all = new ArrayList<>(populations);
    all.add(judgement.population(end.plus(LAST_ANSWERS)));
    return all;
  }

  static OpenInjectionStep[] at(Duration start, OpenInjectionStep step) {
    return start.isZero()
        ? new OpenInjectionStep[] {step}
        : new OpenInjectionStep[] {nothingFor(start), step};
  }

  private static ChainBuilder timed(Phase phase, ChainBuilder check) {
    return group(phase.name())
        .on(
            exec(session -> {
                  phase.times().start();
                  return session;
                })
                .exec(check)
                .exec(
                    session -> {
                      phase.times().end(millis(session), session.isFailed());
                      return session;
                    }));
  }

  private static int millis(Session session) {
    return session.contains(VerifyEndpoints.MILLIS)
        ? session.getInt(VerifyEndpoints.MILLIS)
        : PhaseTimes.SLOWEST_MILLIS;
  }
}
