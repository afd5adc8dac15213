package com.bpmcentr.console.subscription;

import org.springframework.stereotype.Component;

/** The rules as they are now: read anew each time, since another console may have changed them. */
@Component
public class CurrentRules {

  private final SettingsRepository settings;

  CurrentRules(SettingsRepository settings) {
    this.settings = settings;
  }

  public LifecycleRules get() {
    return settings.read().rules();
  }
}
