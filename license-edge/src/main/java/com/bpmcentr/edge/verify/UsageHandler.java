package com.bpmcentr.edge.verify;

import com.bpmcentr.edge.guard.SenderLimits;
import com.bpmcentr.edge.http.BodyReader;
import com.bpmcentr.edge.http.JsonText;
import com.bpmcentr.edge.http.Problem;
import com.bpmcentr.edge.http.Responses;
import com.bpmcentr.edge.usage.OperationTotals;
import com.bpmcentr.edge.usage.UsageCounter;
import com.bpmcentr.license.Decision;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/connector/usage}, the published contract: a connector reports an operation. It is
 * decided as a check is, but binds nothing, and counted in memory.
 */
public final class UsageHandler implements Handler<HttpServerRequest> {

  private static final int CREATED = 201;

  private final CheckDecider decider;
  private final BodyReader bodies;
  private final CheckMetrics metrics;
  private final PublishedAnswers answers;
  private final UsageCounter usage;
  private final OperationTotals totals;

  /** A handler for one event loop. */
  public UsageHandler(
      CheckDecider decider,
      BodyReader bodies,
      CheckMetrics metrics,
      SenderLimits limits,
      UsageCounter usage,
      OperationTotals totals) {
    this.decider = decider;
    this.bodies = bodies;
    this.metrics = metrics;
    this.answers = new PublishedAnswers(limits);
    this.usage = usage;
    this.totals = totals;
  }

  @Override
  public void handle(HttpServerRequest request) {
    long startedAt = metrics.now();
    if (HttpMethod.POST.equals(request.method())) {
      bodies.read(
          request, body -> answer(request, UsageReport.read(body, request.headers()), startedAt));
    } else if (!bodies.refusesUnread(request)) {
      Responses.problem(request, Problem.methodNotAllowed("POST"));
    }
  }

  private void answer(HttpServerRequest request, ParsedReport read, long startedAt) {
    switch (read) {
      case ParsedReport.Refused refused -> {
        metrics.malformed();
        answers.say(request, refused.answer());
      }
      case UsageReport report -> {
        Decision decision =
            decider.decideBindingNothing(
                report.check(), counted -> usage.operation(counted, report.operation()));
        metrics.took(metrics.now() - startedAt);
        if (decision.valid()) {
          answers.vouch(request, decision);
          recorded(request, report, decision);
        } else {
          answers.say(request, decision);
        }
      }
    }
  }

  private void recorded(HttpServerRequest request, UsageReport report, Decision decision) {
    Future<@Nullable Long> used = totals.countOne(decision);
    if (used.isComplete()) {
      say(request, report, used.result());
    } else {
      Context context = CheckDecider.callersContext();
      used.onSuccess(total -> context.runOnContext(here -> say(request, report, total)));
    }
  }

  private static void say(
      HttpServerRequest request, UsageReport report, @Nullable Long operationsUsed) {
    JsonText json =
        new JsonText()
            // nothing is kept under it: an operation lives on in the counts only
            .field("id", UUID.randomUUID().toString())
            .field("connector", report.check().connector())
            .field("operation", report.operation())
            .field("timestamp", report.timestamp())
            .field("status", "recorded")
            .field("operationsUsed", operationsUsed)
            .field("operationsLimit", (Long) null);
    Responses.begin(request, CREATED, PublishedAnswers.JSON).end(Buffer.buffer(json.end()));
  }
}
