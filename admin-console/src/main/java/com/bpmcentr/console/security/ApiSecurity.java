package com.bpmcentr.console.security;

import com.bpmcentr.console.access.AccessTokens;
import com.bpmcentr.console.api.ApiFilters;
import com.bpmcentr.console.api.ApiPaths;
import com.bpmcentr.console.api.ProblemWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The filters in front of the admin API. A token with each call and nothing else: no session and no
 * cookie, hence nothing that another site could ride on, and no CSRF token.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

  private static final String NOTHING_LOADS = "default-src 'none'; frame-ancestors 'none'";

  @Bean
  @Order(1)
  SecurityFilterChain api(
      HttpSecurity http,
      AccessTokens tokens,
      ProblemWriter problems,
      ApiFilters filters,
      SecurityContextHolderStrategy security) {
    return http.securityMatcher("/api", ApiPaths.ALL)
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .anonymous(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(
            headers ->
                headers
                    .httpStrictTransportSecurity(tls -> tls.includeSubDomains(false))
                    .contentSecurityPolicy(policy -> policy.policyDirectives(NOTHING_LOADS))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(HttpMethod.GET, ApiPaths.OPEN_API)
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .exceptionHandling(
            failures ->
                failures
                    .authenticationEntryPoint(
                        (_, response, _) -> problems.unauthenticated(response, false))
                    .accessDeniedHandler((_, response, _) -> problems.forbidden(response)))
        .addFilterBefore(filters.failures(), SecurityContextHolderFilter.class)
        .addFilterBefore(
            new AccessTokenFilter(tokens, problems, security), AuthorizationFilter.class)
        .addFilterAfter(filters.bodyLimit(), AuthorizationFilter.class)
        .addFilterAfter(filters.idempotency(), AuthorizationFilter.class)
        .build();
  }
}
