package com.bpmcentr.console.security;

import com.bpmcentr.console.access.CurrentActor;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer.AuthorizedUrl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * The filters in front of the screens: a session after the login form, renewed when it changes
 * hands; CSRF tokens on the forms, while Vaadin's own requests carry Vaadin's.
 */
@Configuration(proxyBeanMethods = false)
class ScreenSecurity {

  @Bean
  @Order(2)
  SecurityFilterChain screens(
      HttpSecurity http, PasswordAuthentication passwords, CurrentActor actors) {
    return http.authenticationProvider(passwords)
        .authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health").permitAll())
        .with(
            VaadinSecurityConfigurer.vaadin(),
            vaadin ->
                // What is no screen gets the page that says so, not an empty refusal.
                vaadin.loginView("/login", "/login").anyRequest(AuthorizedUrl::authenticated))
        .addFilterBefore(new EndedSessionFilter(actors), AuthorizationFilter.class)
        .build();
  }
}
