package com.bpmcentr.console.edge;

import com.bpmcentr.console.operation.RecurringWork;
import com.bpmcentr.console.publishing.PublishingAlarms;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every ten seconds whether two edges go by one id. */
@Component
class EdgeWatch {

  private final EdgeQuery edges;
  private final PublishingAlarms alarms;
  private final RecurringWork work = new RecurringWork("looking at the edges' ids", this::look);

  EdgeWatch(EdgeQuery edges, PublishingAlarms alarms) {
    this.edges = edges;
    this.alarms = alarms;
  }

  @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
  void tick() {
    work.run();
  }

  void look() {
    alarms.edgeIdsShared(edges.sharedIds());
  }
}
