package com.bpmcentr.console.publishing;

import com.bpmcentr.console.config.ConsoleConfig;
import com.bpmcentr.license.Keyring;
import com.bpmcentr.license.LicenseVerifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What publishing is made of besides its own components. */
@Configuration(proxyBeanMethods = false)
class PublishingParts {

  @Bean
  PositionFile positionFile(ConsoleConfig config, PublishingAlarms alarms) {
    return new PositionFile(config.stateDir(), alarms);
  }

  @Bean
  PgProgramLock programLock(ConsoleConfig config) {
    return new PgProgramLock(config.database().dataSource());
  }

  @Bean
  LicenseVerifier licenseVerifier(Keyring keyring) {
    return new LicenseVerifier(keyring);
  }
}
