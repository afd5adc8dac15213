package com.bpmcentr.console;

import com.bpmcentr.console.publishing.ClockAgreement;
import com.bpmcentr.console.publishing.PublishingAlarms;
import java.time.Clock;
import java.time.Instant;

/** Only the test's clock counts: the database's own time stands where it stands. */
final class OneClock extends ClockAgreement {

  private final Clock clock;

  OneClock(Clock clock, PublishingAlarms alarms) {
    super(clock, alarms);
    this.clock = clock;
  }

  @Override
  public Instant require(Instant databaseTime) {
    return clock.instant();
  }
}
