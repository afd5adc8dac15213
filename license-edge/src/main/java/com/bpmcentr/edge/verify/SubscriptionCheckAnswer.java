package com.bpmcentr.edge.verify;

import com.bpmcentr.edge.http.JsonText;
import com.bpmcentr.edge.http.Problem;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionMessages;
import com.bpmcentr.license.HeldGrant;
import com.bpmcentr.license.Language;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How {@code /v1/subscription/check} says a decision: the contract that connectors in the field
 * were built against, word for word.
 *
 * @param status the HTTP status
 * @param json the body
 * @param retryAfterSeconds for a 429 and a 503
 */
record SubscriptionCheckAnswer(int status, String json, @Nullable Integer retryAfterSeconds) {

  /** The answer that says this decision. */
  static SubscriptionCheckAnswer of(Decision decision) {
    return switch (decision.code()) {
      case VALID -> valid(decision);
      case KEY_MISSING, KEY_NOT_FOUND, KEY_REVOKED, KEY_EXPIRED ->
          refusal(401, "Invalid API key", "Unauthorized");
      case NO_SUBSCRIPTION, CONNECTOR_NOT_FOUND, CONNECTOR_SECRET_REQUIRED ->
          refusal(403, "No access to this connector", "Forbidden");
      case ACCOUNT_MISMATCH ->
          refusal(
              403,
              "Connector is linked to a different Make account: " + decision.boundAccount(),
              "Forbidden");
      case CUSTOMER_BLOCKED,
          REVOKED,
          SUSPENDED,
          NOT_STARTED,
          TRIAL_EXPIRED,
          EXPIRED,
          TRIAL_ALREADY_USED ->
          refusal(403, "Subscription inactive or expired", "Forbidden");
      case NOT_READY, STALE, UNDECIDED -> undecided(decision);
    };
  }

  /** A parameter is missing. */
  static SubscriptionCheckAnswer missing(String parameter) {
    return badRequest("Missing required parameter: " + parameter);
  }

  /** A parameter is not what it must be. */
  static SubscriptionCheckAnswer malformed(String parameter) {
    return badRequest("Malformed parameter: " + parameter);
  }

  /** A parameter is given more than once. */
  static SubscriptionCheckAnswer repeated(String parameter) {
    return badRequest("Repeated parameter: " + parameter);
  }

  private static SubscriptionCheckAnswer valid(Decision decision) {
    HeldGrant grant = decision.grant();
    Category category = decision.category();
    return new SubscriptionCheckAnswer(
        200,
        new JsonText()
            .field("active", true)
            .field("hasAccess", true)
            .field("accountId", decision.check().account())
            .field("category", category == null ? null : inRussian(category))
            .field(
                "expiresAt",
                grant == null ? null : Instant.ofEpochMilli(grant.endsAtMillis()).toString())
            .field("isNewBinding", decision.newBinding())
            .end(),
        null);
  }

  private static String inRussian(Category category) {
    return switch (category) {
      case FREE -> "Бесплатный";
      case STANDARD -> "Стандартный";
      case EXTENDED -> "Расширенный";
      case PREMIUM -> "Премиум";
    };
  }

  private static SubscriptionCheckAnswer undecided(Decision decision) {
    String message = DecisionMessages.text(decision, Language.EN);
    return new SubscriptionCheckAnswer(
        503,
        refusal(503, message, "Service Unavailable").json,
        VerifyAnswer.retryAfterSeconds(decision.code()));
  }

  /** Too many unknown keys were sent. */
  static SubscriptionCheckAnswer tooManyUnknownKeys(int retryAfterSeconds) {
    return new SubscriptionCheckAnswer(
        429,
        refusal(429, "Too many unknown API keys", "Too Many Requests").json,
        retryAfterSeconds);
  }

  /** The body is of another kind. */
  static SubscriptionCheckAnswer unsupported() {
    return refusal(415, Problem.unsupportedMediaType().detail(), "Unsupported Media Type");
  }

  /** The request is not what it must be. */
  static SubscriptionCheckAnswer badRequest(String message) {
    return refusal(400, message, "Bad Request");
  }

  private static SubscriptionCheckAnswer refusal(int status, String message, String error) {
    return new SubscriptionCheckAnswer(
        status,
        new JsonText()
            .field("statusCode", status)
            .field("message", message)
            .field("error", error)
            .end(),
        null);
  }
}
