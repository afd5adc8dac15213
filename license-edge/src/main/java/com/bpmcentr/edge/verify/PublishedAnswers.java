package com.bpmcentr.edge.verify;

import com.bpmcentr.edge.guard.SenderLimits;
import com.bpmcentr.edge.http.Responses;
import com.bpmcentr.license.Decision;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Answers in the published contract's words. */
final class PublishedAnswers {

  static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

  private final SenderLimits limits;

  PublishedAnswers(SenderLimits limits) {
    this.limits = limits;
  }

  /** Says the decision, unless too many unknown keys were sent. */
  void say(HttpServerRequest request, Decision decision) {
    int wait = limits.waitAfter(request, decision);
    say(
        request,
        wait > 0
            ? SubscriptionCheckAnswer.tooManyUnknownKeys(wait)
            : SubscriptionCheckAnswer.of(decision));
  }

  /** Takes note of a valid decision that is told in other words. */
  void vouch(HttpServerRequest request, Decision decision) {
    limits.waitAfter(request, decision);
  }

  /** Says what is wrong with the request itself. */
  void say(HttpServerRequest request, SubscriptionCheckAnswer answer) {
    HttpServerResponse response = Responses.begin(request, answer.status(), JSON);
    if (answer.retryAfterSeconds() != null) {
      response.headers().set(HttpHeaders.RETRY_AFTER, answer.retryAfterSeconds().toString());
    }
    response.end(Buffer.buffer(answer.json()));
  }
}
