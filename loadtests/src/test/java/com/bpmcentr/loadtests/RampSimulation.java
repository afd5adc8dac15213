package com.bpmcentr.loadtests;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.stopLoadGenerator;

import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the knee: the rate rises step by step until the slowest hundredth or the failures of a step
 * exceed their limits, and the run ends there.
 */
public final class RampSimulation extends LoadTest {
  static final Option FROM = Option.number("from", 200, 1, 100_000);
  static final Option STEP = Option.number("step", 200, 1, 100_000);
  static final Option STEPS = Option.number("steps", 10, 1, 100);
  static final Option STEP_SECONDS = Option.number("stepSeconds", 10, 1, 3_600);
  static final Option P99 = Option.number("p99", 50, 1, 10_000);
  static final Option MAX_FAILED = Option.number("maxFailed", 1, 0, 100);
  static final Option LEAST = Option.number("least", 0, 0, 100_000);
  static final List<Option> OPTIONS =
      with(Mix.OPTIONS, WARM_UP, FROM, STEP, STEPS, STEP_SECONDS, P99, MAX_FAILED, LEAST);

  private final Schedule schedule = new Schedule();
  private final List<Schedule.Phase> steps = new ArrayList<>();
  private final LoaderCpu loaderCpu = new LoaderCpu();
  private final List<Double> loaderCores = new ArrayList<>();
  private final Judgement judgement = new Judgement();

  public RampSimulation() {
    super(OPTIONS);
    Mix mix = Mix.of(this);
    schedule.then("warm-up", mix.ask(), number(FROM), number(WARM_UP));
    for (int i = 0; i < number(STEPS); i++) {
      int rate = number(FROM) + i * number(STEP);
      String name = String.format(Locale.ROOT, "step %02d at %d/s", i + 1, rate);
      steps.add(schedule.then(name, mix.ask(), rate, number(STEP_SECONDS)));
    }
    int least = Math.max(number(FROM), number(LEAST));
    judgement.must("%d checks a second within the limits".formatted(least), () -> held() >= least);
    List<PopulationBuilder> populations = new ArrayList<>(schedule.populations());
    populations.add(watch());
    setUp(populations).protocols(protocol()).assertions(judgement.assertions());
  }

  @Override
  public void after() {
    Summary summary = new Summary(this).phases(schedule.phases());
    summary.say("Limits: p99 %d ms, failed %d %%.".formatted(number(P99), number(MAX_FAILED)));
    for (int i = 0; i < loaderCores.size(); i++) {
      summary.say(
          String.format(
              Locale.ROOT,
              "Load generator during %s: %.2f of %d cores.",
              steps.get(i).name(),
              loaderCores.get(i),
              LoaderCpu.cores()));
    }
    summary.say(
        knee()
            .map(
                knee -> "**The knee is %s**; %d a second were held.".formatted(knee.name(), held()))
            .orElse("No knee: all %d steps were held.".formatted(steps.size())));
    summary.verdicts(judgement).publish();
  }

  /** Looks at each step when it has ended, and ends the run at the first that is over a limit. */
  private PopulationBuilder watch() {
    Duration ended = Duration.ofSeconds(number(WARM_UP)).plus(Schedule.LAST_ANSWERS);
    return scenario("watch")
        .exec(
            session -> {
              loaderCpu.sinceLast();
              return session;
            })
        .exec(
            asLongAs(_ -> loaderCores.size() < steps.size() && knee().isEmpty())
                .on(
                    pause(Duration.ofSeconds(number(STEP_SECONDS))),
                    exec(
                        session -> {
                          loaderCores.add(loaderCpu.sinceLast());
                          return session;
                        })))
        .exec(judgement.pronounce())
        .exec(stopLoadGenerator("the knee is found, or the last step has ended"))
        .injectOpen(Schedule.at(ended, atOnceUsers(1)));
  }

  /** The first ended step that is over a limit. */
  private Optional<Schedule.Phase> knee() {
    return steps.stream().limit(loaderCores.size()).filter(step -> !isHeld(step)).findFirst();
  }

  /** The highest rate within the limits below the knee; 0 if it is the first step. */
  private int held() {
    return steps.stream()
        .limit(loaderCores.size())
        .takeWhile(this::isHeld)
        .mapToInt(Schedule.Phase::rate)
        .max()
        .orElse(0);
  }

  private boolean isHeld(Schedule.Phase step) {
    return step.times().percentile(99) <= number(P99)
        && step.times().failurePercent() <= number(MAX_FAILED);
  }
}
