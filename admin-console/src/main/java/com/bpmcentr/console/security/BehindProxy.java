package com.bpmcentr.console.security;

import com.bpmcentr.console.config.ConsoleConfig;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts {@link ProxyValve} before everything else that looks at a request. */
@Configuration(proxyBeanMethods = false)
class BehindProxy {

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> proxyValve(ConsoleConfig config) {
    return factory -> factory.addEngineValves(new ProxyValve(config));
  }
}
