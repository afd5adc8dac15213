package com.bpmcentr.edge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.Documents.GrantBuilder;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestFiles;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorSecretRef;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.License;
import com.bpmcentr.license.Peppers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every code that signed documents alone bring about, asked for over HTTP. */
class DecisionsIT {

  private static final Duration HOUR = Duration.ofHours(1);

  private static TestWorld world;
  private static TestEdge edge;

  @BeforeAll
  static void start() {
    world = new TestWorld();
    Peppers.Peppered secret = TestFiles.PEPPERS.digest("the connector's own");
    world
        .publisher()
        .publish(
            Documents.connector("rozetka", Category.STANDARD),
            Documents.connector("text-tools", Category.FREE),
            Documents.connector("drafted", 1, ConnectorState.DRAFT, Category.STANDARD, List.of()),
            Documents.connector("retired", 1, ConnectorState.RETIRED, Category.STANDARD, List.of()),
            Documents.connector(
                "retired-free", 1, ConnectorState.RETIRED, Category.FREE, List.of()),
            Documents.connector(
                "guarded",
                1,
                ConnectorState.PUBLISHED,
                Category.STANDARD,
                List.of(new ConnectorSecretRef(secret.digest(), secret.pepperId(), null))),
            one("bound", grant().account("1").build()),
            one("revoked", grant().account("1").revoked().build()),
            one("suspended", grant().account("1").suspended().build()),
            one("scheduled", grant().account("1").startsIn(HOUR).build()),
            one("trial", grant().account("1").trial().endsIn(HOUR).build()),
            one("trial-over", grant().account("1").trial().endsIn(HOUR.negated()).build()),
            one("expired", grant().account("1").notRenewing().endsIn(HOUR.negated()).build()),
            one("unpaid", grant().account("1").endsIn(HOUR.negated()).build()),
            one("in-grace", grant().account("1").endsIn(HOUR.negated()).graceEndsIn(HOUR).build()),
            one("canceled", grant().account("1").notRenewing().endsIn(HOUR).build()),
            one("guarded-user", new GrantBuilder("s-guarded", "guarded").account("1").build()),
            one("retired-user", new GrantBuilder("s-retired", "retired").account("1").build()),
            one("nothing"),
            Documents.blocked(one("blocked", grant().account("1").build())),
            Documents.license(
                "keys",
                1,
                List.of(
                    Documents.key("k-new", "bpm_prod_new"),
                    Documents.key("k-old", "bpm_prod_old", Instant.now().plus(HOUR), null),
                    Documents.key("k-out", "bpm_prod_out", Instant.now().minus(HOUR), null),
                    Documents.key("k-off", "bpm_prod_off", null, Instant.now().minus(HOUR))),
                List.of(grant().account("1").build())));
    edge = world.startEdge("e1").awaitReady();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static GrantBuilder grant() {
    return new GrantBuilder("s1", "rozetka");
  }

  /** A customer of that name, whose key has the name too. */
  private static License one(String name, Grant... grants) {
    return Documents.license(
        name, 1, List.of(Documents.key("key-" + name, "bpm_prod_" + name)), List.of(grants));
  }

  @ParameterizedTest
  @CsvSource({
    "bound, rozetka, 1, VALID, active",
    "trial, rozetka, 1, VALID, trial",
    "in-grace, rozetka, 1, VALID, past_due",
    "canceled, rozetka, 1, VALID, canceled",
    "nothing, text-tools, 1, VALID, free",
    "retired-user, retired, 1, VALID, active",
    "new, rozetka, 1, VALID, active",
    "old, rozetka, 1, VALID, active",
    "revoked, rozetka, 1, REVOKED, revoked",
    "suspended, rozetka, 1, SUSPENDED, suspended",
    "scheduled, rozetka, 1, NOT_STARTED, scheduled",
    "trial-over, rozetka, 1, TRIAL_EXPIRED, expired",
    "expired, rozetka, 1, EXPIRED, expired",
    "unpaid, rozetka, 1, EXPIRED, past_due",
    "bound, rozetka, 2, ACCOUNT_MISMATCH, active",
    "bound, unheard-of, 1, CONNECTOR_NOT_FOUND, ",
    "bound, drafted, 1, CONNECTOR_NOT_FOUND, ",
    "bound, retired-free, 1, CONNECTOR_NOT_FOUND, ",
    "bound, retired, 1, NO_SUBSCRIPTION, ",
    "nothing, rozetka, 1, NO_SUBSCRIPTION, ",
    "blocked, rozetka, 1, CUSTOMER_BLOCKED, ",
    "guarded-user, guarded, 1, CONNECTOR_SECRET_REQUIRED, ",
    "out, rozetka, 1, KEY_EXPIRED, ",
    "off, rozetka, 1, KEY_REVOKED, ",
    "unknown, rozetka, 1, KEY_NOT_FOUND, ",
  })
  void verify_eachCase_itsCodeAndStatus(
      String key, String connector, String account, String code, String status) {
    HttpResponse<String> response = edge.verify("bpm_prod_" + key, connector, account);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(TestEdge.codeOf(response)).isEqualTo(code);
    if (status != null) {
      assertThat(response.body()).contains("\"status\":\"" + status + "\"");
    }
  }

  @Test
  void verify_noKey_keyMissing() {
    assertThat(TestEdge.codeOf(edge.get("/v1/verify?connector=rozetka&account=1")))
        .isEqualTo("KEY_MISSING");
  }

  @Test
  void verify_connectorSecret_onlyTheRightOneOpens() {
    String path = "/v1/verify?connector=guarded&account=1";
    String key = "Bearer bpm_prod_guarded-user";

    assertThat(
            TestEdge.codeOf(
                edge.get(path, "Authorization", key, "Connector-Secret", "the connector's own")))
        .isEqualTo("VALID");
    assertThat(
            TestEdge.codeOf(edge.get(path, "Authorization", key, "Connector-Secret", "another's")))
        .isEqualTo("CONNECTOR_SECRET_REQUIRED");
  }

  @Test
  void verify_keyInItsOverlap_warnsThatItRetires() {
    assertThat(edge.verify("bpm_prod_old", "rozetka", "1").body())
        .contains("\"warnings\":[\"KEY_RETIRING\"]");
    assertThat(edge.verify("bpm_prod_new", "rozetka", "1").body()).contains("\"warnings\":[]");
  }

  @Test
  void verify_warnings_toldWithAValid() {
    assertThat(edge.verify("bpm_prod_trial", "rozetka", "1").body())
        .contains("\"warnings\":[\"TRIAL_ENDS_SOON\"]");
    assertThat(edge.verify("bpm_prod_canceled", "rozetka", "1").body())
        .contains("\"warnings\":[\"EXPIRES_SOON\"]");
    assertThat(edge.verify("bpm_prod_in-grace", "rozetka", "1").body())
        .contains("\"warnings\":[\"IN_GRACE\"]");
  }

  @ParameterizedTest
  @CsvSource({
    "undecided, 503, UNDECIDED",
    "stale, 503, STALE",
    "not_ready, 503, NOT_READY",
    "trial_already_used, 200, TRIAL_ALREADY_USED",
    "account_mismatch, 200, ACCOUNT_MISMATCH",
    "key_missing, 200, KEY_MISSING",
    "valid, 200, KEY_NOT_FOUND",
  })
  void verify_magicKey_answersItsCode(String name, int status, String code) {
    HttpResponse<String> response = edge.verify("bpm_test_magic_" + name, "rozetka", "1");

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(TestEdge.codeOf(response)).isEqualTo(code);
    assertThat(response.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
  }

  @Test
  void verify_magicKeyOnPostAndOnThePublishedContract_answersToo() {
    HttpResponse<String> post =
        edge.post(
            "/v1/verify",
            "{\"key\":\"bpm_test_magic_valid\",\"connector\":\"bpm-test\",\"account\":\"1\"}",
            "Content-Type",
            "application/json");
    HttpResponse<String> published =
        edge.get(
            "/v1/subscription/check?connector=rozetka&accountId=1",
            "Authorization",
            "Bearer bpm_test_magic_key_revoked");

    assertThat(TestEdge.codeOf(post)).isEqualTo("VALID");
    assertThat(published.statusCode()).isEqualTo(401);
  }
}
