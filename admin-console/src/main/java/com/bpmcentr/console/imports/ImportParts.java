package com.bpmcentr.console.imports;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The limits as they are documented. */
@Configuration(proxyBeanMethods = false)
class ImportParts {

  @Bean
  ImportLimits importLimits() {
    return ImportLimits.DOCUMENTED;
  }
}
