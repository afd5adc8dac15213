package com.bpmcentr.edge.verify;

import com.bpmcentr.edge.http.Problem;
import com.bpmcentr.license.Language;
import com.bpmcentr.license.Limits;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An operation as a connector reports it.
 *
 * @param check whether the caller may run the connector in that account
 * @param operation what it calls the operation: 1–100 printable ASCII characters
 * @param timestamp when it ran, as sent; repeated in the answer, while counted is when it came in
 */
record UsageReport(CheckRequest check, String operation, String timestamp) implements ParsedReport {

  private static final String CONNECTOR = "connector";
  private static final String ACCOUNT = "make_account_id";
  private static final String OPERATION = "operation";
  private static final String TIMESTAMP = "timestamp";
  private static final List<String> NAMES = List.of(CONNECTOR, ACCOUNT, OPERATION, TIMESTAMP);

  private static final int LONGEST_OPERATION = 100;
  private static final int LONGEST_TIMESTAMP = 40;

  /** Reads the request. */
  static ParsedReport read(Buffer body, MultiMap headers) {
    if (!JsonBody.isPlainJson(headers)) {
      return refused(SubscriptionCheckAnswer.unsupported());
    }
    return switch (JsonBody.read(body.getBytes(), NAMES)) {
      case JsonBody.Refused refused -> refused(refused.problem());
      case JsonBody.Values values -> read(values, headers);
    };
  }

  private static ParsedReport read(JsonBody.Values values, MultiMap headers) {
    String connector = values.get(0);
    String account = values.get(1);
    String operation = values.get(2);
    String timestamp = values.get(3);
    SubscriptionCheckAnswer problem = problem(CONNECTOR, connector, Limits::isConnector);
    if (problem == null) {
      problem = problem(ACCOUNT, account, Limits::isAccount);
    }
    if (problem == null) {
      problem = problem(OPERATION, operation, UsageReport::isOperation);
    }
    if (problem == null) {
      problem = problem(TIMESTAMP, timestamp, UsageReport::isTimestamp);
    }
    Credential key = Credential.bearer(headers);
    if (problem == null && key instanceof Credential.Repeated) {
      problem = SubscriptionCheckAnswer.repeated(Credential.AUTHORIZATION);
    }
    Credential secret = Credential.connectorSecret(headers);
    if (problem == null && secret instanceof Credential.Repeated) {
      problem = SubscriptionCheckAnswer.repeated(Credential.CONNECTOR_SECRET);
    }
    if (problem != null
        || connector == null
        || account == null
        || operation == null
        || timestamp == null) {
      return refused(problem == null ? SubscriptionCheckAnswer.missing(CONNECTOR) : problem);
    }
    return new UsageReport(
        new CheckRequest(connector, account, key.orNull(), secret.orNull(), Language.EN),
        operation,
        timestamp);
  }

  private static @Nullable SubscriptionCheckAnswer problem(
      String name, @Nullable String value, Predicate<String> form) {
    if (value == null || value.isEmpty()) {
      return SubscriptionCheckAnswer.missing(name);
    }
    return form.test(value) ? null : SubscriptionCheckAnswer.malformed(name);
  }

  private static boolean isOperation(String text) {
    return text.length() <= LONGEST_OPERATION
        && !text.isBlank()
        && text.chars().allMatch(c -> c >= 0x20 && c <= 0x7E);
  }

  /** A moment of ISO 8601 with its offset from UTC. */
  private static boolean isTimestamp(String text) {
    if (text.length() > LONGEST_TIMESTAMP) {
      return false;
    }
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static ParsedReport refused(Problem problem) {
    return refused(SubscriptionCheckAnswer.badRequest(problem.detail()));
  }

  private static ParsedReport refused(SubscriptionCheckAnswer answer) {
    return new ParsedReport.Refused(answer);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "UsageReport[" + check + ", " + operation + ", " + timestamp + "]";
  }
}
