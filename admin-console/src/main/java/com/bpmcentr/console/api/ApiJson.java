package com.bpmcentr.console.api;

import com.bpmcentr.console.operation.StrictJson;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Bodies are read strictly. */
@Configuration(proxyBeanMethods = false)
class ApiJson {

  @Bean
  JsonMapperBuilderCustomizer strictBodies() {
    return StrictJson::configure;
  }
}
