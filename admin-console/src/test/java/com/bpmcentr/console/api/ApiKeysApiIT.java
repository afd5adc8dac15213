package com.bpmcentr.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ApiClient;
import com.bpmcentr.console.ApiClient.Response;
import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.staff.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ConsoleTest
class ApiKeysApiIT {

  @Autowired private TestStaff team;

  private ApiClient api;
  private ApiExamples examples;

  @BeforeEach
  void logIn() {
    api = team.api(Role.OWNER);
    examples = new ApiExamples(api);
  }

  @Test
  void create_key_isSeenThisOnceOnly() {
    Response created = examples.key(examples.customerId());

    assertThat(created.json().propertyNames())
        .containsExactly("id", "name", "key", "prefix", "createdAt");
    assertThat(created.text("key")).matches("bpm_prod_[0-9A-Za-z]{38}");
    assertThat(created.header("License-Position")).isPresent();
    Response read = api.get("/api-keys/" + created.text("id"));
    assertThat(read.body()).doesNotContain(created.text("key")).contains(created.text("prefix"));
    assertThat(read.text("status")).isEqualTo("active");
  }

  @Test
  void create_testKeyWithAnEnd_hasBoth() {
    Response created =
        api.post(
            "/customers/" + examples.customerId() + "/api-keys",
            "{\"name\":\"CI\",\"environment\":\"test\",\"notAfter\":\"2030-01-01T02:00:00+02:00\"}");

    assertThat(created.text("key")).startsWith("bpm_test_");
    Response read = api.get("/api-keys/" + created.text("id"));
    assertThat(read.text("notAfter")).isEqualTo("2030-01-01T00:00:00Z");
    assertThat(read.text("status")).isEqualTo("retiring");
  }

  @Test
  void rotate_withOverlap_answersTheNewKeyAndEndsTheOldLater() {
    String old = examples.keyId();

    Response rotated = api.post("/api-keys/" + old + "/rotate", "{\"overlapSeconds\":3600}");

    assertThat(rotated.status()).as(rotated.body()).isEqualTo(201);
    assertThat(rotated.text("key")).startsWith("bpm_prod_");
    assertThat(rotated.header("License-Position")).isPresent();
    Response read = api.get("/api-keys/" + old);
    assertThat(read.text("replacedBy")).isEqualTo(rotated.text("id"));
    assertThat(read.text("status")).isEqualTo("retiring");
  }

  @Test
  void rotate_untilATime_endsTheOldOneThen() {
    String old = examples.keyId();
    Instant until = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);

    Response rotated = api.post("/api-keys/" + old + "/rotate", "{\"until\":\"" + until + "\"}");

    assertThat(rotated.status()).as(rotated.body()).isEqualTo(201);
    assertThat(api.get("/api-keys/" + old).text("notAfter")).isEqualTo(until.toString());
  }

  @Test
  void retire_key_endsItAtTheTime() {
    String id = examples.keyId();

    Response retired =
        api.post(
            "/api-keys/" + id + "/retire",
            "{\"notAfter\":\"2030-01-01T00:00:00Z\",\"reason\":\"site closed\"}");

    assertThat(retired.status()).as(retired.body()).isEqualTo(200);
    assertThat(retired.text("status")).isEqualTo("retiring");
    assertThat(retired.text("notAfter")).isEqualTo("2030-01-01T00:00:00Z");
    assertThat(retired.header("License-Position")).isPresent();
  }

  @Test
  void revoke_key_answers204AndIsPublished() {
    String id = examples.keyId();

    Response revoked = api.delete("/api-keys/" + id + "?reason=leaked%20in%20a%20log");

    assertThat(revoked.status()).as(revoked.body()).isEqualTo(204);
    assertThat(revoked.body()).isEmpty();
    assertThat(revoked.header("License-Position")).isPresent();
    Response read = api.get("/api-keys/" + id);
    assertThat(read.text("status")).isEqualTo("revoked");
    assertThat(read.text("revokedReason")).isEqualTo("leaked in a log");
  }

  @Test
  void end_keyWithoutAReason_isRefusedAtTheField() {
    String id = examples.keyId();

    for (Response refused :
        List.of(
            api.delete("/api-keys/" + id),
            api.delete("/api-keys/" + id + "?reason=%20"),
            api.post("/api-keys/" + id + "/retire", "{\"notAfter\":\"2030-01-01T00:00:00Z\"}"))) {
      assertThat(refused.status()).as(refused.body()).isEqualTo(400);
      assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("reason");
    }
    assertThat(api.get("/api-keys/" + id).text("status")).isEqualTo("active");
  }

  @Test
  void rotate_revokedKey_answers409NamingStateAndAction() {
    String id = examples.keyId();
    api.delete("/api-keys/" + id + "?reason=leaked");

    Response refused = api.post("/api-keys/" + id + "/rotate", "{\"overlapSeconds\":0}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("currentStatus")).isEqualTo("revoked");
    assertThat(refused.text("action")).isEqualTo("rotate");
  }

  @Test
  void list_ofACustomer_showsPrefixesOnly() {
    String customer = examples.customerId();
    Response created = examples.key(customer);

    Response listed = api.get("/api-keys?filter%5BcustomerId%5D=" + customer);

    assertThat(listed.json().at("/meta/totalItems").intValue()).isEqualTo(1);
    assertThat(listed.json().at("/data/0/prefix").asString()).isEqualTo(created.text("prefix"));
    assertThat(listed.json().at("/data/0/customer").asString()).isEqualTo("Олена Ткач");
    assertThat(listed.json().at("/data/0/email").asString()).startsWith("buyer-");
    assertThat(listed.body()).doesNotContain(created.text("key"));
  }
}
