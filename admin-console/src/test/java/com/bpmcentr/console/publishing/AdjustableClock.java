package com.bpmcentr.console.publishing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's clock, set wrong on purpose; it ticks in milliseconds, as the console's. */
final class AdjustableClock extends Clock {

  private volatile Duration ahead = Duration.ZERO;

  void setAhead(Duration duration) {
    ahead = duration;
  }

  @Override
  public Instant instant() {
    return Clock.tickMillis(ZoneOffset.UTC).instant().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("times are instants here");
  }
}
