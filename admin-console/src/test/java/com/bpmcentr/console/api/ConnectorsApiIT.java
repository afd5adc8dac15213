package com.bpmcentr.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ApiClient;
import com.bpmcentr.console.ApiClient.Response;
import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.staff.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ConsoleTest
class ConnectorsApiIT {

  @Autowired private TestStaff team;

  private ApiClient api;
  private ApiExamples examples;

  @BeforeEach
  void logIn() {
    api = team.api(Role.OWNER);
    examples = new ApiExamples(api);
  }

  @Test
  void create_withoutPolicy_isADraftWithTheUsualOne() {
    String id = "c-" + ApiExamples.unique();

    Response created =
        api.post(
            "/connectors",
            "{\"id\":\"%s\",\"name\":\"N\",\"group\":\"crm\",\"category\":\"extended\"}"
                .formatted(id));

    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(created.text("state")).isEqualTo("draft");
    assertThat(created.json().get("maxStalenessSeconds").longValue()).isEqualTo(72 * 3600);
    assertThat(created.text("onStale")).isEqualTo("refuse");
    assertThat(created.header("License-Position")).isPresent();
    assertThat(created.header("Location")).contains("/api/v1/connectors/" + id);
  }

  @Test
  void edit_stateAndPolicy_arePublished() {
    String id = examples.connectorId();
    int version = api.get("/connectors/" + id).json().get("version").intValue();

    Response edited =
        api.patch(
            "/connectors/" + id,
            "{\"version\":%d,\"state\":\"retired\",\"onStale\":\"allow\"}".formatted(version));

    assertThat(edited.status()).as(edited.body()).isEqualTo(200);
    assertThat(edited.text("state")).isEqualTo("retired");
    assertThat(edited.text("onStale")).isEqualTo("allow");
    assertThat(edited.text("name")).isEqualTo("A connector");
    assertThat(edited.header("License-Position")).isPresent();
  }

  @Test
  void retireAndPublish_onAnotherVersionThanWasLookedAt_areNotDone() {
    String path = "/connectors/" + examples.connectorId();
    int version = api.get(path).json().get("version").intValue();
    String stale = "{\"version\":%d}".formatted(version);
    api.patch(path, "{\"version\":%d,\"name\":\"Another\"}".formatted(version));

    assertVersionConflict(api.post(path + "/retire", stale), version + 1);
    assertThat(api.get(path).text("state")).isEqualTo("published");

    api.post(path + "/retire", "{\"version\":%d}".formatted(version + 1));
    assertVersionConflict(api.post(path + "/publish", stale), version + 2);
    assertThat(api.get(path).text("state")).isEqualTo("retired");

    Response published = api.post(path + "/publish", "{\"version\":%d}".formatted(version + 2));
    assertThat(published.status()).as(published.body()).isEqualTo(200);
    assertThat(published.text("state")).isEqualTo("published");
  }

  private static void assertVersionConflict(Response refused, int version) {
    assertThat(refused.status()).as(refused.body()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("VERSION_CONFLICT");
    assertThat(refused.json().get("currentVersion").intValue()).isEqualTo(version);
  }

  @Test
  void edit_requiredFieldToNull_namesIt() {
    String id = examples.connectorId();

    Response refused = api.patch("/connectors/" + id, "{\"version\":0,\"name\":null}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("name");
  }

  @Test
  void list_theCatalogue_isFoundByGroupAndState() {
    Response listed =
        api.get("/connectors?filter%5Bgroup%5D=crm&filter%5Bstate%5D=published&limit=100&sort=id");

    assertThat(listed.status()).as(listed.body()).isEqualTo(200);
    assertThat(listed.json().at("/meta/totalItems").intValue()).isPositive();
  }

  @Test
  void prices_ofTheCatalogue_areTexts() {
    Response prices = api.get("/prices");

    assertThat(prices.status()).isEqualTo(200);
    assertThat(prices.body())
        .contains(
            "{\"category\":\"standard\",\"interval\":\"month\",\"amount\":\"15.00\",\"currency\":\"USD\"}",
            "{\"category\":\"premium\",\"interval\":\"year\",\"amount\":\"408.00\",\"currency\":\"USD\"}");
  }

  @Test
  void addSecret_isSeenThisOnceAndCanBeTakenAway() {
    String path = "/connectors/" + examples.connectorId();

    Response added = api.post(path + "/secrets", "{\"overlapSeconds\":0}");
    assertThat(added.status()).as(added.body()).isEqualTo(201);
    assertThat(added.text("secret")).startsWith("bpm_conn_");
    assertThat(api.get(path).json().get("secrets").size()).isEqualTo(1);
    assertThat(api.get(path).body()).doesNotContain(added.text("secret"));

    assertThat(api.delete(path + "/secrets").status()).isEqualTo(204);
    assertThat(api.get(path).json().get("secrets").size()).isZero();
  }
}
