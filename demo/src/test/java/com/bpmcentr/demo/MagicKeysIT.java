package com.bpmcentr.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.demo.EdgeClient.Answer;
import com.bpmcentr.demo.EdgeClient.Question;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedDemo.class)
class MagicKeysIT {
  private static final String RESERVED = "bpm-test";

  private final RunningDemo demo;
  private final EdgeClient edge = new EdgeClient();

  MagicKeysIT(RunningDemo demo) {
    this.demo = demo;
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECTOR_NOT_FOUND, 403, No access to this connector",
    "CONNECTOR_SECRET_REQUIRED, 403, No access to this connector",
    "KEY_MISSING, 401, Invalid API key",
    "KEY_NOT_FOUND, 401, Invalid API key",
    "KEY_REVOKED, 401, Invalid API key",
    "KEY_EXPIRED, 401, Invalid API key",
    "CUSTOMER_BLOCKED, 403, Subscription inactive or expired",
    "NO_SUBSCRIPTION, 403, No access to this connector",
    "REVOKED, 403, Subscription inactive or expired",
    "SUSPENDED, 403, Subscription inactive or expired",
    "NOT_STARTED, 403, Subscription inactive or expired",
    "TRIAL_EXPIRED, 403, Subscription inactive or expired",
    "EXPIRED, 403, Subscription inactive or expired",
    "TRIAL_ALREADY_USED, 403, Subscription inactive or expired",
  })
  void denial_onAnyConnector_isAnsweredInEachForm(
      String code, int publishedStatus, String publishedMessage) throws Exception {
    for (String connector : new String[] {RESERVED, "rozetka", "never-heard-of"}) {
      Question question = new Question(magic(code), connector, "77");
      for (CheckForm form : new CheckForm[] {CheckForm.GET_VERIFY, CheckForm.POST_VERIFY}) {
        Answer answer = edge.ask(form, demo.edgeUrl(1), question);
        assertThat(answer.status()).as("%s %s", form, answer).isEqualTo(200);
        assertThat(answer.body().path("valid").asBoolean(true)).isFalse();
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body().path("message").asString()).isNotBlank();
      }
      Answer published = edge.ask(CheckForm.SUBSCRIPTION_CHECK, demo.edgeUrl(1), question);
      assertPublished(published, publishedStatus, publishedMessage);
    }
  }

  @Test
  void accountMismatch_publishedForm_namesALinkedAccount() throws Exception {
    Question question = new Question(magic("ACCOUNT_MISMATCH"), RESERVED, "77");

    assertThat(edge.ask(CheckForm.GET_VERIFY, demo.edgeUrl(1), question).code())
        .isEqualTo("ACCOUNT_MISMATCH");
    assertThat(edge.ask(CheckForm.POST_VERIFY, demo.edgeUrl(1), question).code())
        .isEqualTo("ACCOUNT_MISMATCH");
    Answer published = edge.ask(CheckForm.SUBSCRIPTION_CHECK, demo.edgeUrl(1), question);
    assertThat(published.status()).isEqualTo(403);
    assertThat(published.body().path("message").asString())
        .matches("Connector is linked to a different Make account: [!-~]+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOT_READY", "STALE", "UNDECIDED"})
  void cannotDecide_inEachForm_is503AndAsksToRetry(String code) throws Exception {
    Question question = new Question(magic(code), "rozetka", "77");
    for (CheckForm form : new CheckForm[] {CheckForm.GET_VERIFY, CheckForm.POST_VERIFY}) {
      Answer answer = edge.ask(form, demo.edgeUrl(1), question);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.code()).isEqualTo(code);
      assertThat(answer.contentType()).startsWith("application/problem+json");
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
    Answer published = edge.ask(CheckForm.SUBSCRIPTION_CHECK, demo.edgeUrl(1), question);
    assertThat(published.status()).isEqualTo(503);
    assertThat(published.body().path("statusCode").asInt()).isEqualTo(503);
    assertThat(published.body().path("error").asString()).isEqualTo("Service Unavailable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "valid",
        "status_trial",
        "status_active",
        "status_canceled",
        "status_past_due",
        "status_free",
        "warning_trial_ends_soon",
        "warning_expires_soon",
        "warning_in_grace",
        "warning_key_retiring",
        "warning_stale"
      })
  void valid_onlyOnTheReservedConnector_isValid(String key) throws Exception {
    String magic = "bpm_test_magic_" + key;
    for (CheckForm form : CheckForm.values()) {
      Answer reserved = edge.ask(form, demo.edgeUrl(2), new Question(magic, RESERVED, "77"));
      assertThat(reserved.status()).as("%s %s", form, reserved).isEqualTo(200);
    }
    Answer reserved =
        edge.ask(CheckForm.GET_VERIFY, demo.edgeUrl(2), new Question(magic, RESERVED, "77"));
    assertThat(reserved.code()).isEqualTo("VALID");
    if (key.startsWith("status_")) {
      assertThat(reserved.body().path("status").asString())
          .isEqualTo(key.substring("status_".length()));
    }
    if (key.startsWith("warning_")) {
      assertThat(reserved.body().path("warnings").toString())
          .containsIgnoringCase(key.substring("warning_".length()));
    }

    Answer elsewhere =
        edge.ask(CheckForm.GET_VERIFY, demo.edgeUrl(2), new Question(magic, "rozetka", "77"));
    assertThat(elsewhere.code()).isEqualTo("KEY_NOT_FOUND");
  }

  private static void assertPublished(Answer answer, int status, String message) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().propertyNames()).containsExactly("statusCode", "message", "error");
    assertThat(answer.body().path("statusCode").asInt()).isEqualTo(status);
    assertThat(answer.body().path("message").asString()).isEqualTo(message);
    assertThat(answer.body().path("error").asString())
        .isEqualTo(status == 401 ? "Unauthorized" : "Forbidden");
  }

  private static String magic(String code) {
    return "bpm_test_magic_" + code.toLowerCase(java.util.Locale.ROOT);
  }
}
