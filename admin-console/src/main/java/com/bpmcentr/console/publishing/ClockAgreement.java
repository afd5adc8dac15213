package com.bpmcentr.console.publishing;

import com.bpmcentr.console.publishing.PublishingAlarm.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * What is signed says when, and edges measure staleness by it: so this machine's clock and the
 * database's, which edges are timed by, must agree before anything is signed. Likewise before
 * anything is done because its time has come.
 */
@Component
public class ClockAgreement {

  /** How far the clocks may be apart. */
  public static final Duration MOST = Duration.ofSeconds(30);

  private final Clock clock;
  private final PublishingAlarms alarms;

  /** Between that clock and whatever the database says. */
  public ClockAgreement(Clock clock, PublishingAlarms alarms) {
    this.clock = clock;
    this.alarms = alarms;
  }

  /**
   * The time to sign and to act with.
   *
   * @throws PublishingRefusedException while the clocks differ by more than 30 seconds
   */
  public Instant require(Instant databaseTime) {
    Instant now = clock.instant();
    Duration apart = Duration.between(databaseTime, now).abs();
    if (apart.compareTo(MOST) > 0) {
      throw alarms.raise(
          Kind.CLOCK_DIFFERS,
          "this clock and the database's differ by over 30 s",
          apart.toSeconds());
    }
    alarms.clear(Kind.CLOCK_DIFFERS);
    return now;
  }
}
