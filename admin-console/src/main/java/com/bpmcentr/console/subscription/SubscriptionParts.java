package com.bpmcentr.console.subscription;

import com.bpmcentr.console.ConsoleConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules as the operator configured them. */
@Configuration(proxyBeanMethods = false)
class SubscriptionParts {

  @Bean
  LifecycleRules lifecycleRules(ConsoleConfig config) {
    return LifecycleRules.in(config.timeZone());
  }
}
