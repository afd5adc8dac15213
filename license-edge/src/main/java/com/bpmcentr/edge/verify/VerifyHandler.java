package com.bpmcentr.edge.verify;

import com.bpmcentr.edge.guard.SenderLimits;
import com.bpmcentr.edge.http.BodyReader;
import com.bpmcentr.edge.http.Problem;
import com.bpmcentr.edge.http.Responses;
import com.bpmcentr.edge.replica.FreshnessClock;
import com.bpmcentr.edge.replica.LicenseReplica;
import com.bpmcentr.edge.usage.UsageCounter;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.FeedPosition;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code GET} and {@code POST /v1/verify}: parse, decide, say. */
public final class VerifyHandler implements Handler<HttpServerRequest> {

  private final CheckDecider decider;
  private final BodyReader bodies;
  private final CheckMetrics metrics;
  private final SenderLimits limits;
  private final Consumer<Decision> count;
  private final AnswerHeaders headers;
  private final VerifyAnswer answers = new VerifyAnswer();

  /** A handler for one event loop. */
  public VerifyHandler(
      CheckDecider decider,
      LicenseReplica replica,
      FreshnessClock freshness,
      BodyReader bodies,
      CheckMetrics metrics,
      SenderLimits limits,
      UsageCounter usage) {
    this.decider = decider;
    this.bodies = bodies;
    this.metrics = metrics;
    this.limits = limits;
    this.count = usage::check;
    this.headers =
        new AnswerHeaders(
            new AnswerHeaders.Basis() {
              @Override
              public @Nullable FeedPosition position() {
                return replica.position();
              }

              @Override
              public long ageSeconds() {
                return freshness.freshness().age().toSeconds();
              }
            });
  }

  @Override
  public void handle(HttpServerRequest request) {
    long startedAt = metrics.now();
    HttpMethod method = request.method();
    if (HttpMethod.POST.equals(method)) {
      bodies.read(
          request,
          body -> answer(request, CheckParser.fromBody(body, request.headers()), startedAt));
    } else if (bodies.refusesUnread(request)) {
      metrics.malformed();
    } else if (HttpMethod.GET.equals(method)) {
      answer(request, CheckParser.fromQuery(request.query(), request.headers()), startedAt);
    } else {
      Responses.problem(request, Problem.methodNotAllowed("GET, POST"));
    }
  }

  private void answer(HttpServerRequest request, ParsedCheck parsed, long startedAt) {
    switch (parsed) {
      case ParsedCheck.Refused refused -> {
        metrics.malformed();
        Responses.problem(request, refused.problem());
      }
      case CheckRequest check -> {
        headers.beforeDecision();
        decider.decide(
            check,
            count,
            decision -> {
              long decidedAt = metrics.now();
              metrics.took(decidedAt - startedAt);
              say(request, check, decision, decidedAt);
            });
      }
    }
  }

  private void say(HttpServerRequest request, CheckRequest check, Decision decision, long now) {
    int wait = limits.waitAfter(request, decision);
    if (wait > 0) {
      Responses.problem(request, Problem.tooManyUnknownKeys(wait));
    } else if (decision.code().kind() == DecisionCode.Kind.UNDECIDED) {
      headers.stamp(request.response().headers(), now);
      Responses.problem(request, VerifyAnswer.toProblem(decision, check.language()));
    } else {
      Buffer body = answers.toBody(decision, check.language());
      Responses.say(request, headers.ofAnswer(body.length(), now), body);
    }
  }
}
