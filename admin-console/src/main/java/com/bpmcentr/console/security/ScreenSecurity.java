package com.bpmcentr.console.security;

import com.bpmcentr.console.access.CurrentActor;
import com.vaadin.flow.spring.security.RequestUtil;
import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer.AuthorizedUrl;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/**
 * The filters in front of the screens: a session after the login form, renewed when it changes
 * hands; CSRF tokens on the forms, while Vaadin's own requests carry Vaadin's.
 */
@Configuration(proxyBeanMethods = false)
class ScreenSecurity {

  @Bean
  @Order(2)
  SecurityFilterChain screens(
      HttpSecurity http,
      CurrentActor actors,
      RequestUtil requests,
      VaadinDefaultRequestCache asked,
      SecurityContextHolderStrategy security,
      Clock clock) {
    asked.setDelegateRequestCache(withoutMarkInTheUrl());
    // Spring Security finds PasswordAuthentication by itself. Named here too it would be asked
    // twice, and every wrong password would count as two.
    return http.authorizeHttpRequests(
            paths -> paths.requestMatchers("/actuator/health/**").permitAll())
        .with(
            VaadinSecurityConfigurer.vaadin(),
            vaadin ->
                vaadin
                    .loginView("/login", "/login")
                    // What is no screen gets the page that says so, not an empty refusal.
                    .anyRequest(AuthorizedUrl::authenticated)
                    .enableCsrfConfiguration(false))
        .formLogin(form -> form.failureHandler(new LoginRefusals()))
        // Vaadin's own rule would leave the login form without a token.
        .csrf(csrf -> csrf.ignoringRequestMatchers(requests::isFrameworkInternalRequest))
        .addFilterBefore(
            new EndedSessionFilter(
                session -> actors.member(session).isPresent(),
                requests::isFrameworkInternalRequest,
                security,
                clock),
            AuthorizationFilter.class)
        .build();
  }

  /** What was asked for before the login is gone back to as it was, without {@code ?continue}. */
  @SuppressWarnings("NullAway") // null means none, though it is not annotated so
  private static HttpSessionRequestCache withoutMarkInTheUrl() {
    var cache = new HttpSessionRequestCache();
    cache.setMatchingRequestParameterName(null);
    return cache;
  }
}
