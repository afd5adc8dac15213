package com.bpmcentr.console.publishing;

import com.bpmcentr.console.operation.RecurringWork;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has the database drop, every hour, what no edge will ask for any more. */
@Component
class FeedPruning {

  private final RecurringWork work;

  FeedPruning(FeedRepository feed) {
    this.work = new RecurringWork("pruning the feed", feed::prune);
  }

  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
  void tick() {
    work.run();
  }
}
