package com.bpmcentr.console.due;

import com.bpmcentr.console.operation.Metrics;
import com.bpmcentr.console.operation.RecurringWork;
import com.bpmcentr.console.operation.Rounds;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Has due work done every ten seconds, and tells operators how far it is. */
@Component
class DueWatch extends Rounds {

  private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(10);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(4);

  private final DueRunner runner;
  private final DueStandings standings;
  private final RecurringWork looking = new RecurringWork("looking at due work", this::look);
  private final Semaphore stopping = new Semaphore(0);

  private volatile @Nullable Map<String, DueStandings.Standing> seen;

  DueWatch(
      DueRunner runner, DueStandings standings, List<DueWork> works, Metrics metrics, Clock clock) {
    // One of the system's: signing would keep virtual threads' carriers from requests.
    super(Thread.ofPlatform().daemon().name("due-work"), LONGEST_STOP);
    this.runner = runner;
    this.standings = standings;
    for (DueWork work : works) {
      metrics.gauge(
          "console.due.behind.seconds",
          "work",
          work.name(),
          "Since the time up to which all that fell due is done",
          () ->
              ofSeen(
                  work.name(),
                  standing ->
                      Math.max(
                          0, Duration.between(standing.reached(), clock.instant()).toSeconds())));
      metrics.gauge(
          "console.due.failed",
          "work",
          work.name(),
          "What fell due, failed, and is tried again every hour",
          () -> ofSeen(work.name(), DueStandings.Standing::failed));
    }
  }

  @Override
  protected void round() throws InterruptedException {
    runner.run(this::isRunning);
    if (!looking.run()) {
      // what the database does not tell is not known
      seen = null;
    }
    var _ = stopping.tryAcquire(BETWEEN_ROUNDS.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  protected void wake() {
    stopping.release();
  }

  void look() {
    seen =
        standings.all().stream()
            .collect(Collectors.toMap(DueStandings.Standing::work, Function.identity()));
  }

  private double ofSeen(String work, ToDoubleFunction<DueStandings.Standing> value) {
    Map<String, DueStandings.Standing> all = seen;
    DueStandings.Standing standing = all == null ? null : all.get(work);
    return standing == null ? Double.NaN : value.applyAsDouble(standing);
  }
}
