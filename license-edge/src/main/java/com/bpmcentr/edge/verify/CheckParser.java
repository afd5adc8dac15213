package com.bpmcentr.edge.verify;

import com.bpmcentr.edge.http.Problem;
import com.bpmcentr.edge.http.QueryParameter;
import com.bpmcentr.edge.http.QueryReader;
import com.bpmcentr.license.Limits;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Row 1 of the contract's table: what is sent is a check, or a 400 that names the parameter. */
final class CheckParser {

  private static final String CONNECTOR = "connector";
  private static final String ACCOUNT = "account";
  private static final String LANG = "lang";
  private static final String KEY = "key";

  private static final QueryReader QUERY = new QueryReader(CONNECTOR, ACCOUNT, LANG);

  private CheckParser() {}

  /** Reads {@code GET /v1/verify}. */
  static ParsedCheck fromQuery(@Nullable String query, MultiMap headers) {
    List<QueryParameter> parameters = QUERY.read(query);
    QueryParameter connector = parameters.get(0);
    QueryParameter account = parameters.get(1);
    QueryParameter lang = parameters.get(2);
    Problem problem = problem(CONNECTOR, connector);
    if (problem == null) {
      problem = problem(ACCOUNT, account);
    }
    if (problem == null) {
      problem = problem(LANG, lang);
    }
    return problem == null
        ? check(value(connector), value(account), null, value(lang), headers)
        : new ParsedCheck.Refused(problem);
  }

  /** Reads {@code POST /v1/verify}. */
  static ParsedCheck fromBody(Buffer body, MultiMap headers) {
    if (!JsonBody.isPlainJson(headers)) {
      return new ParsedCheck.Refused(Problem.unsupportedMediaType());
    }
    return switch (ParsedBody.of(body.getBytes())) {
      case ParsedBody.Refused refused -> new ParsedCheck.Refused(refused.problem());
      case ParsedBody.Fields fields ->
          check(fields.connector(), fields.account(), fields.key(), fields.lang(), headers);
    };
  }

  private static ParsedCheck check(
      @Nullable String connector,
      @Nullable String account,
      @Nullable String bodyKey,
      @Nullable String lang,
      MultiMap headers) {
    if (connector == null) {
      return ParsedCheck.parameter(CONNECTOR, "is required");
    }
    if (!Limits.isConnector(connector)) {
      return ParsedCheck.parameter(CONNECTOR, "must be 1 to 64 of a-z, 0-9 and -");
    }
    if (account == null) {
      return ParsedCheck.parameter(ACCOUNT, "is required");
    }
    if (!Limits.isAccount(account)) {
      return ParsedCheck.parameter(
          ACCOUNT, "must be 1 to 100 printable ASCII characters without spaces");
    }
    Credential bearer = Credential.bearer(headers);
    if (bearer instanceof Credential.Repeated) {
      return ParsedCheck.parameter(Credential.AUTHORIZATION, "is given more than once");
    }
    Credential secret = Credential.connectorSecret(headers);
    if (secret instanceof Credential.Repeated) {
      return ParsedCheck.parameter(Credential.CONNECTOR_SECRET, "is given more than once");
    }
    String key = bearer.orNull();
    if (key != null && bodyKey != null && !key.equals(bodyKey)) {
      return ParsedCheck.parameter(KEY, "differs from that of the Authorization header");
    }
    if (key == null && bodyKey != null && !bodyKey.isEmpty()) {
      key = bodyKey;
    }
    String acceptLanguage = headers.get(HttpHeaders.ACCEPT_LANGUAGE);
    return new CheckRequest(
        connector, account, key, secret.orNull(), LanguageChoice.of(lang, acceptLanguage));
  }

  private static @Nullable Problem problem(String name, QueryParameter parameter) {
    return switch (parameter) {
      case QueryParameter.Repeated repeated -> Problem.parameter(name, "is given more than once");
      case QueryParameter.Malformed malformed ->
          Problem.parameter(name, "is not percent-encoded UTF-8");
      case QueryParameter.Value value -> null;
      case QueryParameter.Missing missing -> null;
    };
  }

  private static @Nullable String value(QueryParameter parameter) {
    return parameter instanceof QueryParameter.Value value ? value.text() : null;
  }
}
