package com.bpmcentr.console.api;

import com.bpmcentr.console.access.CurrentActor;
import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Who may not make a call is told that, and not what is wrong with what they sent. What reaches a
 * service is refused there; this is for what does not.
 */
@Component
final class PermissionFirst {

  private final CurrentActor actors;
  private final AuditLog log;

  PermissionFirst(CurrentActor actors, AuditLog log) {
    this.actors = actors;
    this.log = log;
  }

  /** The problem to tell, given what is wrong with the call. */
  Problem of(HttpServletRequest request, @Nullable Object handler, Problem wrong) {
    Takes takes =
        handler instanceof HandlerMethod method ? method.getMethodAnnotation(Takes.class) : null;
    if (takes == null || !isCallersFault(wrong)) {
      return wrong;
    }
    Actor actor = actors.get();
    if (Stream.of(takes.value()).anyMatch(actor::may)) {
      return wrong;
    }
    Permission lacking = takes.value()[0];
    Refusal refusal = new Refusal.Forbidden(lacking);
    log.refused(actor, attempt(request), refusal);
    return RefusalProblems.of(refusal);
  }

  /** Not what fails here, and not what a service has refused for the role already. */
  private static boolean isCallersFault(Problem wrong) {
    return wrong.status() < ProblemKind.INTERNAL.status()
        && wrong.status() != ProblemKind.FORBIDDEN.status();
  }

  private static Attempt attempt(HttpServletRequest request) {
    Object path = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return Attempt.on("api", request.getMethod() + " " + path, "call");
  }
}
