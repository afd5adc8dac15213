package com.bpmcentr.console.rotation;

import com.bpmcentr.console.operation.RecurringWork;
import com.bpmcentr.console.publishing.PublishingAlarms;
import com.bpmcentr.console.rotation.SigningKeys.PepperUse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks, at the start and every ten minutes, whether keys live under a pepper that is not here. */
@Component
class PepperWatch {

  private final PepperUses uses;
  private final PublishingAlarms alarms;
  private final RecurringWork work = new RecurringWork("looking for missing peppers", this::look);

  PepperWatch(PepperUses uses, PublishingAlarms alarms) {
    this.uses = uses;
    this.alarms = alarms;
  }

  @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
  void tick() {
    work.run();
  }

  void look() {
    List<String> missing =
        uses.find().stream().filter(PepperUse::isMissing).map(PepperUse::id).toList();
    alarms.peppersMissing(missing);
  }
}
