package com.bpmcentr.console.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers for what breaks in the filters themselves, such as the look-up of a token. */
final class ApiFailureFilter extends OncePerRequestFilter {

  private final ApiExceptionResolver failures;

  ApiFailureFilter(ApiExceptionResolver failures) {
    this.failures = failures;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (RuntimeException e) {
      failures.answer(request, response, null, e);
    }
  }
}
