package com.bpmcentr.console.api;

import com.bpmcentr.console.imports.ImportService;
import jakarta.servlet.Filter;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API's own filters. Not beans, because Spring Boot would put those in front of everything; the
 * API's security chain puts them in their places.
 */
@Component
public class ApiFilters {

  private final ApiExceptionResolver failures;
  private final ProblemWriter problems;
  private final IdempotencyRepository idempotency;
  private final RunningCalls running;
  private final ImportService imports;
  private final JsonMapper json;
  private final SecurityContextHolderStrategy security;

  ApiFilters(
      ApiExceptionResolver failures,
      ProblemWriter problems,
      IdempotencyRepository idempotency,
      RunningCalls running,
      ImportService imports,
      JsonMapper json,
      SecurityContextHolderStrategy security) {
    this.failures = failures;
    this.problems = problems;
    this.idempotency = idempotency;
    this.running = running;
    this.imports = imports;
    this.json = json;
    this.security = security;
  }

  public Filter failures() {
    return new ApiFailureFilter(failures);
  }

  public Filter bodyLimit() {
    return new BodyLimitFilter(problems, security);
  }

  public Filter idempotency() {
    return new IdempotencyFilter(idempotency, running, imports, problems, json, security);
  }
}
