package com.bpmcentr.edge.verify;

import com.bpmcentr.edge.guard.UnknownKeyBudget;
import com.bpmcentr.edge.http.QueryParameter;
import com.bpmcentr.edge.http.QueryReader;
import com.bpmcentr.edge.http.Responses;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.Language;
import com.bpmcentr.license.Limits;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/subscription/check}, the published contract. */
public final class SubscriptionCheckHandler implements Handler<HttpServerRequest> {

  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final String CONNECTOR = "connector";
  private static final String ACCOUNT = "accountId";

  private static final QueryReader QUERY = new QueryReader(CONNECTOR, ACCOUNT);

  private final CheckDecider decider;
  private final CheckMetrics metrics;
  private final UnknownKeyBudget unknownKeys;

  /** A handler for one event loop. */
  public SubscriptionCheckHandler(
      CheckDecider decider, CheckMetrics metrics, UnknownKeyBudget unknownKeys) {
    this.decider = decider;
    this.metrics = metrics;
    this.unknownKeys = unknownKeys;
  }

  @Override
  public void handle(HttpServerRequest request) {
    long startedAt = metrics.now();
    List<QueryParameter> parameters = QUERY.read(request.query());
    QueryParameter connector = parameters.get(0);
    QueryParameter account = parameters.get(1);
    SubscriptionCheckAnswer refused = refusal(CONNECTOR, connector, Limits::isConnector);
    if (refused == null) {
      refused = refusal(ACCOUNT, account, Limits::isAccount);
    }
    Credential key = Credential.bearer(request.headers());
    if (refused == null && key instanceof Credential.Repeated) {
      refused = SubscriptionCheckAnswer.repeated(Credential.AUTHORIZATION);
    }
    Credential secret = Credential.connectorSecret(request.headers());
    if (refused == null && secret instanceof Credential.Repeated) {
      refused = SubscriptionCheckAnswer.repeated(Credential.CONNECTOR_SECRET);
    }
    if (refused == null
        && connector instanceof QueryParameter.Value slug
        && account instanceof QueryParameter.Value id) {
      CheckRequest check =
          new CheckRequest(slug.text(), id.text(), key.orNull(), secret.orNull(), Language.EN);
      decider.decide(
          check,
          decision -> {
            metrics.decided(decision.code(), metrics.now() - startedAt);
            int wait =
                decision.code() == DecisionCode.KEY_NOT_FOUND
                    ? unknownKeys.chargedWait(request)
                    : 0;
            say(
                request,
                wait > 0
                    ? SubscriptionCheckAnswer.tooManyUnknownKeys(wait)
                    : SubscriptionCheckAnswer.of(decision));
          });
    } else {
      metrics.malformed();
      say(request, refused == null ? SubscriptionCheckAnswer.missing(CONNECTOR) : refused);
    }
  }

  private static @Nullable SubscriptionCheckAnswer refusal(
      String name, QueryParameter parameter, Predicate<String> form) {
    return switch (parameter) {
      case QueryParameter.Missing missing -> SubscriptionCheckAnswer.missing(name);
      case QueryParameter.Repeated repeated -> SubscriptionCheckAnswer.repeated(name);
      case QueryParameter.Malformed malformed -> SubscriptionCheckAnswer.malformed(name);
      case QueryParameter.Value value -> {
        if (value.text().isEmpty()) {
          yield SubscriptionCheckAnswer.missing(name);
        }
        yield form.test(value.text()) ? null : SubscriptionCheckAnswer.malformed(name);
      }
    };
  }

  private static void say(HttpServerRequest request, SubscriptionCheckAnswer answer) {
    HttpServerResponse response = Responses.begin(request, answer.status(), JSON);
    if (answer.retryAfterSeconds() != null) {
      response.headers().set(HttpHeaders.RETRY_AFTER, answer.retryAfterSeconds().toString());
    }
    response.end(Buffer.buffer(answer.json()));
  }
}
