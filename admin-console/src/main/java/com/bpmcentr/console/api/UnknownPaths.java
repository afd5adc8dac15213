package com.bpmcentr.console.api;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Takes the API's paths that no controller has. Behind the controllers, which by then have answered
 * 405 where only the method is wrong, and before Vaadin, which would answer with a screen.
 */
@Configuration(proxyBeanMethods = false)
class UnknownPaths {

  private static final int AFTER_CONTROLLERS = 1;

  @Bean
  HandlerMapping unknownApiPaths() {
    HttpRequestHandler notFound =
        (request, _) -> {
          throw new NoResourceFoundException(
              HttpMethod.valueOf(request.getMethod()), request.getRequestURI(), "");
        };
    return new SimpleUrlHandlerMapping(
        Map.of("/api", notFound, ApiPaths.ALL, notFound), AFTER_CONTROLLERS);
  }
}
