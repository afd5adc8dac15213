package com.bpmcentr.console.job;

import com.bpmcentr.console.operation.RecurringWork;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has the database drop, every hour, jobs and imports that ended more than 90 days ago. */
@Component
class JobPruning {

  private final RecurringWork work;

  JobPruning(JobRepository jobs) {
    this.work = new RecurringWork("pruning jobs", jobs::prune);
  }

  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
  void tick() {
    work.run();
  }
}
