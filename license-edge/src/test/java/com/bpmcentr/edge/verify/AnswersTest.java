package com.bpmcentr.edge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.Category;
import com.bpmcentr.license.Check;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.DecisionStatus;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.Language;
import com.bpmcentr.license.Warning;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bodies, byte for byte: clients parse them. */
class AnswersTest {

  private static final Check CHECK = new Check("rozetka", "1234567", null, null);
  private static final Grant GRANT =
      new Grant(
          "s1",
          Instant.parse("2026-11-21T00:00:00Z"),
          "rozetka",
          "1234567",
          Category.STANDARD,
          Interval.MONTH,
          false,
          Instant.parse("2026-11-21T00:00:00Z"),
          Instant.parse("2026-12-21T00:00:00Z"),
          Instant.parse("2026-12-24T00:00:00Z"),
          true,
          null,
          null);

  private static Decision decision(
      DecisionCode code, DecisionStatus status, Grant grant, String boundAccount) {
    return new Decision(
        code,
        CHECK,
        status,
        grant == null ? null : Category.STANDARD,
        grant,
        boundAccount,
        null,
        null,
        false,
        code == DecisionCode.VALID ? List.of(Warning.EXPIRES_SOON) : List.of());
  }

  private static String json(Decision decision, Language language) {
    return new VerifyAnswer().toBody(decision, language).toString();
  }

  @Test
  void verify_valid_hasEveryField() {
    assertThat(
            json(
                decision(DecisionCode.VALID, DecisionStatus.ACTIVE, GRANT, "1234567"), Language.EN))
        .matches(
            "\\{\"valid\":true,\"code\":\"VALID\",\"status\":\"active\",\"message\":\"[^\"]+\","
                + "\"connector\":\"rozetka\",\"account\":\"1234567\",\"subscriptionId\":\"s1\","
                + "\"category\":\"standard\",\"interval\":\"month\","
                + "\"expiresAt\":\"2026-12-21T00:00:00Z\","
                + "\"graceUntil\":\"2026-12-24T00:00:00Z\",\"newBinding\":false,"
                + "\"warnings\":\\[\"EXPIRES_SOON\"]}");
  }

  @Test
  void verify_validAndFree_hasTheSameFieldsWithNulls() {
    Decision free =
        new Decision(
            DecisionCode.VALID,
            CHECK,
            DecisionStatus.FREE,
            Category.FREE,
            null,
            null,
            null,
            null,
            false,
            List.of());

    assertThat(json(free, Language.EN))
        .contains("\"status\":\"free\"", "\"category\":\"free\"")
        .contains("\"subscriptionId\":null", "\"interval\":null", "\"expiresAt\":null")
        .contains("\"graceUntil\":null", "\"newBinding\":false", "\"warnings\":[]");
  }

  @Test
  void verify_denialWithoutSubscription_hasOnlyWhatApplies() {
    assertThat(json(decision(DecisionCode.KEY_NOT_FOUND, null, null, null), Language.EN))
        .matches(
            "\\{\"valid\":false,\"code\":\"KEY_NOT_FOUND\",\"message\":\"[^\"]+\","
                + "\"connector\":\"rozetka\",\"account\":\"1234567\"}");
  }

  @Test
  void verify_denialOfASubscription_tellsOfIt() {
    assertThat(
            json(
                decision(DecisionCode.SUSPENDED, DecisionStatus.SUSPENDED, GRANT, "1234567"),
                Language.EN))
        .contains("\"valid\":false", "\"status\":\"suspended\"", "\"subscriptionId\":\"s1\"")
        .doesNotContain("newBinding", "warnings");
  }

  @Test
  void subscriptionCheck_valid_asPublished() {
    assertThat(
            SubscriptionCheckAnswer.of(
                decision(DecisionCode.VALID, DecisionStatus.ACTIVE, GRANT, "1234567")))
        .isEqualTo(
            new SubscriptionCheckAnswer(
                200,
                "{\"active\":true,\"hasAccess\":true,\"accountId\":\"1234567\","
                    + "\"category\":\"Стандартный\",\"expiresAt\":\"2026-12-21T00:00:00Z\","
                    + "\"isNewBinding\":false}",
                null));
  }

  @Test
  void subscriptionCheck_accountMismatch_namesTheBoundAccount() {
    assertThat(
            SubscriptionCheckAnswer.of(
                decision(DecisionCode.ACCOUNT_MISMATCH, DecisionStatus.ACTIVE, GRANT, "7654321")))
        .isEqualTo(
            new SubscriptionCheckAnswer(
                403,
                "{\"statusCode\":403,\"message\":\"Connector is linked to a different Make"
                    + " account: 7654321\",\"error\":\"Forbidden\"}",
                null));
  }

  @ParameterizedTest
  @CsvSource({
    "KEY_MISSING, 401, Invalid API key, Unauthorized",
    "KEY_NOT_FOUND, 401, Invalid API key, Unauthorized",
    "KEY_REVOKED, 401, Invalid API key, Unauthorized",
    "KEY_EXPIRED, 401, Invalid API key, Unauthorized",
    "NO_SUBSCRIPTION, 403, No access to this connector, Forbidden",
    "CONNECTOR_NOT_FOUND, 403, No access to this connector, Forbidden",
    "CONNECTOR_SECRET_REQUIRED, 403, No access to this connector, Forbidden",
    "CUSTOMER_BLOCKED, 403, Subscription inactive or expired, Forbidden",
    "REVOKED, 403, Subscription inactive or expired, Forbidden",
    "SUSPENDED, 403, Subscription inactive or expired, Forbidden",
    "NOT_STARTED, 403, Subscription inactive or expired, Forbidden",
    "TRIAL_EXPIRED, 403, Subscription inactive or expired, Forbidden",
    "EXPIRED, 403, Subscription inactive or expired, Forbidden",
    "TRIAL_ALREADY_USED, 403, Subscription inactive or expired, Forbidden",
  })
  void subscriptionCheck_denial_asPublished(
      DecisionCode code, int status, String message, String error) {
    assertThat(SubscriptionCheckAnswer.of(decision(code, null, null, null)))
        .isEqualTo(
            new SubscriptionCheckAnswer(
                status,
                "{\"statusCode\":%d,\"message\":\"%s\",\"error\":\"%s\"}"
                    .formatted(status, message, error),
                null));
  }

  @ParameterizedTest
  @CsvSource({"NOT_READY", "STALE", "UNDECIDED"})
  void subscriptionCheck_undecided_503(DecisionCode code) {
    SubscriptionCheckAnswer answer = SubscriptionCheckAnswer.of(decision(code, null, null, null));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.retryAfterSeconds()).isPositive();
    assertThat(answer.json())
        .startsWith("{\"statusCode\":503,\"message\":\"")
        .endsWith("\"error\":\"Service Unavailable\"}");
  }

  @Test
  void subscriptionCheck_missingParameter_asPublished() {
    assertThat(SubscriptionCheckAnswer.missing("accountId").json())
        .isEqualTo(
            "{\"statusCode\":400,\"message\":\"Missing required parameter: accountId\","
                + "\"error\":\"Bad Request\"}");
  }
}
