package com.bpmcentr.console.shell;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The headers that keep a browser from being talked into anything by a screen. */
@Configuration(proxyBeanMethods = false)
class SecurityHeaders {

  /** Vaadin's bootstrap runs inline scripts and evaluates server-sent ones. */
  private static final String CONTENT_POLICY =
      "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
          + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
          + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
          + "frame-ancestors 'none'";

  /**
   * Scripts, which no policy is for: that of the page that loads them counts. 7 KB of the first.
   */
  private static final RequestMatcher BUNDLE =
      PathPatternRequestMatcher.withDefaults().matcher("/VAADIN/build/**");

  @Bean
  Customizer<HeadersConfigurer<HttpSecurity>> screenHeaders() {
    return headers -> {
      headers.addHeaderWriter(
          new DelegatingRequestMatcherHeaderWriter(
              new NegatedRequestMatcher(BUNDLE),
              new ContentSecurityPolicyHeaderWriter(CONTENT_POLICY)));
      // Other hosts of the domain are not this console's to decide about.
      headers.httpStrictTransportSecurity(tls -> tls.includeSubDomains(false));
      headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
      headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN));
    };
  }

  /**
   * Vaadin forwards to its own page. Tomcat 11 closes the response after a forward, before Spring
   * Security has written its headers, unless told not to.
   */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> headersSurviveForwards() {
    return factory ->
        factory.addContextCustomizers(
            context -> context.setSuspendWrappedResponseAfterForward(false));
  }
}
