package com.bpmcentr.edge.verify;

import com.bpmcentr.edge.http.BodyReader;
import com.bpmcentr.edge.http.Problem;
import com.bpmcentr.edge.http.Responses;
import com.bpmcentr.edge.replica.FreshnessClock;
import com.bpmcentr.edge.replica.LicenseReplica;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.FeedPosition;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** {@code GET} and {@code POST /v1/verify}: parse, decide, say. */
public final class VerifyHandler implements Handler<HttpServerRequest> {

  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence LICENSE_POSITION =
      HttpHeaders.createOptimized("License-Position");
  private static final CharSequence LICENSE_AGE = HttpHeaders.createOptimized("License-Age");

  private final CheckDecider decider;
  private final LicenseReplica replica;
  private final FreshnessClock freshness;
  private final BodyReader bodies;
  private final CheckMetrics metrics;

  /** A handler for one event loop. */
  public VerifyHandler(
      CheckDecider decider,
      LicenseReplica replica,
      FreshnessClock freshness,
      BodyReader bodies,
      CheckMetrics metrics) {
    this.decider = decider;
    this.replica = replica;
    this.freshness = freshness;
    this.bodies = bodies;
    this.metrics = metrics;
  }

  @Override
  public void handle(HttpServerRequest request) {
    long startedAt = metrics.start();
    HttpMethod method = request.method();
    if (HttpMethod.POST.equals(method)) {
      bodies.read(
          request,
          body ->
              answer(request, CheckParser.fromBody(body.getBytes(), request.headers()), startedAt));
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
      case CheckRequest check ->
          decider.decide(
              check,
              decision -> {
                say(request, check, decision);
                metrics.decided(decision.code(), startedAt);
              });
    }
  }

  private void say(HttpServerRequest request, CheckRequest check, Decision decision) {
    stamp(request.response());
    if (decision.code().kind() == DecisionCode.Kind.UNDECIDED) {
      Responses.problem(request, VerifyAnswer.toProblem(decision, check.language()));
    } else {
      Responses.begin(request, 200, JSON)
          .end(Buffer.buffer(VerifyAnswer.toJson(decision, check.language())));
    }
  }

  /** What the answer is based on. */
  private void stamp(HttpServerResponse response) {
    FeedPosition position = replica.position();
    if (position != null) {
      response
          .headers()
          .set(LICENSE_POSITION, position.toString())
          .set(LICENSE_AGE, Long.toString(freshness.freshness().age().toSeconds()));
    }
  }
}
