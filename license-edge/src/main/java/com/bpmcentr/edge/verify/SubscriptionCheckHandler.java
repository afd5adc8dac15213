package com.bpmcentr.edge.verify;

import com.bpmcentr.edge.guard.SenderLimits;
import com.bpmcentr.edge.http.QueryParameter;
import com.bpmcentr.edge.http.QueryReader;
import com.bpmcentr.edge.usage.UsageCounter;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.Language;
import com.bpmcentr.license.Limits;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/subscription/check}, the published contract. */
public final class SubscriptionCheckHandler implements Handler<HttpServerRequest> {

  private static final String CONNECTOR = "connector";
  private static final String ACCOUNT = "accountId";

  private static final QueryReader QUERY = new QueryReader(CONNECTOR, ACCOUNT);

  private final CheckDecider decider;
  private final CheckMetrics metrics;
  private final Consumer<Decision> count;
  private final PublishedAnswers answers;

  /** A handler for one event loop. */
  public SubscriptionCheckHandler(
      CheckDecider decider, CheckMetrics metrics, SenderLimits limits, UsageCounter usage) {
    this.decider = decider;
    this.metrics = metrics;
    this.count = usage::check;
    this.answers = new PublishedAnswers(limits);
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
          count,
          decision -> {
            metrics.took(metrics.now() - startedAt);
            answers.say(request, decision);
          });
    } else {
      metrics.malformed();
      answers.say(request, refused == null ? SubscriptionCheckAnswer.missing(CONNECTOR) : refused);
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
}
