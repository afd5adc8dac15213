package com.bpmcentr.console.api;

import com.bpmcentr.console.audit.ChangeNotBegunException;
import com.bpmcentr.console.publishing.PublishingRefusedException;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * The one place where a broken call of the API becomes an answer. Not a controller advice, because
 * those do not see what fails before a controller is found (405, 415, unknown paths).
 */
@Component
public class ApiExceptionResolver implements HandlerExceptionResolver, Ordered {

  private static final Logger log = LoggerFactory.getLogger(ApiExceptionResolver.class);

  private final ProblemWriter problems;
  private final PermissionFirst permissions;

  ApiExceptionResolver(ProblemWriter problems, PermissionFirst permissions) {
    this.problems = problems;
    this.permissions = permissions;
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
      answer(request, response, handler, failure);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ModelAndView();
  }

  void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure)
      throws IOException {
    if (response.isCommitted()) {
      breakOff(request, failure);
      return;
    }
    if (changedNothing(failure)) {
      request.setAttribute(IdempotencyFilter.CHANGED_NOTHING, true);
    }
    if (failure instanceof HttpRequestMethodNotSupportedException method) {
      response.setHeader("Allow", ExceptionProblems.allowed(method));
    }
    Problem problem = permissions.of(request, handler, ExceptionProblems.of(failure));
    if (problem.status() == ProblemKind.UNAVAILABLE.status()) {
      response.setHeader("Retry-After", "1");
    }
    if (problem.status() == ProblemKind.TOO_MANY_REQUESTS.status()) {
      response.setHeader("Retry-After", "30");
    }
    if (problem.status() == ProblemKind.REQUEST_TIMEOUT.status()) {
      response.setHeader("Connection", "close");
    }
    problems.write(response, problem);
  }

  /** What went out is not all; {@link BrokenAnswerValve} has the caller see that. */
  private static void breakOff(HttpServletRequest request, Exception failure) {
    if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
      log.debug("A caller of the admin API went away", failure);
    } else {
      log.warn("An answer of the admin API broke off", failure);
    }
    request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, failure);
  }

  /** Known of what failed before its one transaction began, or had it rolled back. */
  private static boolean changedNothing(Exception failure) {
    return failure instanceof PublishingRefusedException
        || failure instanceof ChangeNotBegunException;
  }
}
