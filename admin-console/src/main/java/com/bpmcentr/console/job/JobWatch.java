package com.bpmcentr.console.job;

import com.bpmcentr.console.operation.Metrics;
import com.bpmcentr.console.operation.RecurringWork;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every ten seconds how far the jobs have come, the reissue among them, for operators. */
@Component
class JobWatch {

  private final JobQuery jobs;
  private final RecurringWork work = new RecurringWork("looking at the jobs", this::look);
  private volatile @Nullable Map<String, Standing> seen;

  /**
   * How the jobs of one kind stand.
   *
   * @param open how many are queued or running
   * @param rowsLeft of those, rows without a result
   * @param failed how many failed within the last hour
   */
  record Standing(long open, long rowsLeft, long failed) {

    static final Standing NONE = new Standing(0, 0, 0);
  }

  JobWatch(JobQuery jobs, List<JobKind> kinds, Metrics metrics) {
    this.jobs = jobs;
    for (JobKind kind : kinds) {
      String name = kind.name();
      metrics.gauge(
          "console.jobs.open",
          "kind",
          name,
          "Jobs that are queued or running",
          () -> ofSeen(name, Standing::open));
      metrics.gauge(
          "console.jobs.rows.left",
          "kind",
          name,
          "Rows of those jobs that have no result yet",
          () -> ofSeen(name, Standing::rowsLeft));
      metrics.gauge(
          "console.jobs.failed",
          "kind",
          name,
          "Jobs that failed within the last hour",
          () -> ofSeen(name, Standing::failed));
    }
  }

  @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
  void tick() {
    if (!work.run()) {
      // what the database does not tell is not known
      seen = null;
    }
  }

  void look() {
    seen = jobs.standings();
  }

  private double ofSeen(String kind, ToDoubleFunction<Standing> value) {
    Map<String, Standing> standings = seen;
    return standings == null
        ? Double.NaN
        : value.applyAsDouble(standings.getOrDefault(kind, Standing.NONE));
  }
}
