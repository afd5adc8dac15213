package com.bpmcentr.console.usage;

import com.bpmcentr.console.operation.RecurringWork;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has the database drop, every hour, the hours that are older than 35 days, a slice at a time. */
@Component
class UsagePruning {

  private final UsageQuery usage;
  private final RecurringWork work = new RecurringWork("pruning usage", this::prune);

  UsagePruning(UsageQuery usage) {
    this.usage = usage;
  }

  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
  void tick() {
    work.run();
  }

  private void prune() {
    long gone = usage.prune();
    while (gone > 0) {
      gone = usage.prune();
    }
  }
}
