package com.bpmcentr.console.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * The one place where a broken call of the API becomes an answer. Not a controller advice, because
 * those do not see what fails before a controller is found (405, 415, unknown paths).
 */
@Component
public class ApiExceptionResolver implements HandlerExceptionResolver, Ordered {

  private final ProblemWriter problems;

  ApiExceptionResolver(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    if (!ApiPaths.isApi(request)) {
      return null;
    }
    try {
      answer(response, failure);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ModelAndView();
  }

  void answer(HttpServletResponse response, Exception failure) throws IOException {
    if (failure instanceof HttpRequestMethodNotSupportedException method) {
      response.setHeader("Allow", ExceptionProblems.allowed(method));
    }
    Problem problem = ExceptionProblems.of(failure);
    if (problem.status() == ProblemKind.UNAVAILABLE.status()) {
      response.setHeader("Retry-After", "1");
    }
    if (problem.status() == ProblemKind.TOO_MANY_REQUESTS.status()) {
      response.setHeader("Retry-After", "30");
    }
    problems.write(response, problem);
  }
}
