package com.bpmcentr.console.api;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the server's own refusals said as problems, too, and broken answers broken off. */
@Configuration(proxyBeanMethods = false)
class ServerErrors {

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> serverErrorsAsProblems() {
    return factory -> {
      factory.addContextValves(new BrokenAnswerValve());
      factory.addContextCustomizers(
          context -> {
            if (context.getParent() instanceof StandardHost host) {
              host.setErrorReportValveClass(ProblemReportValve.class.getName());
            }
          });
    };
  }
}
