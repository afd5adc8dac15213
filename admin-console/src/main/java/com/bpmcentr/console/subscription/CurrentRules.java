package com.bpmcentr.console.subscription;

import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The rules as they are now: read anew each time, since another console may have changed them. */
@Component
public class CurrentRules {

  private final SettingsRepository settings;
  private final Clock clock;

  CurrentRules(SettingsRepository settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  public LifecycleRules get() {
    return settings.read().rules();
  }

  /** Read once at the start of an operation, which is then decided by it to its end. */
  Moment moment() {
    return new Moment(now(), get());
  }

  Instant now() {
    return clock.instant();
  }
}
