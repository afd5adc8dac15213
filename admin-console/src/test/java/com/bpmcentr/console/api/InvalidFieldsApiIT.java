package com.bpmcentr.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ApiClient;
import com.bpmcentr.console.ApiClient.Response;
import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.staff.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** Each field that is not what it must be is named. */
@ConsoleTest
class InvalidFieldsApiIT {

  @Autowired private TestStaff team;

  private ApiClient api;
  private ApiExamples examples;

  @BeforeEach
  void logIn() {
    api = team.api(Role.OWNER);
    examples = new ApiExamples(api);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "email    | null",
        "email    | 1",
        "email    | {}",
        "email    | ''",
        "email    | 'no address'",
        "name     | null",
        "name     | '   '",
        "name     | [1]",
        "name     | 'line\\nbreak'",
        "company  | 5",
        "country  | 'Ukraine'",
        "country  | 'XX'",
        "country  | null",
        "locale   | 'de'",
        "locale   | 'UK'",
        "locale   | 1",
        "nickname | 'unknown field'"
      })
  void customer_fieldThatIsWrong_isNamed(String field, String value) {
    ObjectNode body = (ObjectNode) ApiClient.JSON.readTree(ApiExamples.customerBody());

    assertNames(field, api.post("/customers", with(body, field, value)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name        | null",
        "environment | null",
        "environment | 'staging'",
        "environment | 'PROD'",
        "notAfter    | 'tomorrow'",
        "notAfter    | '2020-01-01T00:00:00Z'",
        "notAfter    | '2030-01-01'",
        "notAfter    | 1900000000",
        "notAfer     | '2030-01-01T00:00:00Z'"
      })
  void apiKey_fieldThatIsWrong_isNamed(String field, String value) {
    ObjectNode body =
        (ObjectNode) ApiClient.JSON.readTree("{\"name\":\"Main\",\"environment\":\"prod\"}");
    String path = "/customers/" + examples.customerId() + "/api-keys";

    assertNames(field, api.post(path, with(body, field, value)));
  }

  /** A reason of that call alone was of any length and of any characters. */
  @ParameterizedTest
  @ValueSource(strings = {"a\\u0000b", "LONG"})
  void reissue_reasonThatIsWrong_isNamed(String reason) {
    String text = reason.equals("LONG") ? "x".repeat(501) : reason;

    assertNames("reason", api.post("/signing-keys/reissue", "{\"reason\":\"" + text + "\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "customerId    | null",
        "customerId    | 'not-an-id'",
        "customerId    | 7",
        "connectorId   | null",
        "connectorId   | 'Not A Slug'",
        "interval      | 'week'",
        "interval      | null",
        "trial         | 'yes'",
        "trial         | 1",
        "makeAccountId | ''",
        "makeAccountId | 'with blank'",
        "makeAccountId | 7",
        "startsAt      | 'now'",
        "startsAt      | '1990-01-01T00:00:00Z'",
        "price         | '1.00'"
      })
  void subscription_fieldThatIsWrong_isNamed(String field, String value) {
    ObjectNode body =
        (ObjectNode)
            ApiClient.JSON.readTree(ApiExamples.subscriptionBody(examples.customerId(), "rozetka"));

    assertNames(field, api.post("/subscriptions", with(body, field, value)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id                  | null",
        "id                  | 'Not A Slug'",
        "name                | null",
        "group               | null",
        "category            | 'gold'",
        "category            | null",
        "state               | 'live'",
        "maxStalenessSeconds | '72h'",
        "maxStalenessSeconds | 1.5",
        "maxStalenessSeconds | -1",
        "maxStalenessSeconds | 0",
        "maxStalenessSeconds | 99999999999",
        "maxStalenessSeconds | 99999999999999999999",
        "onStale             | 'maybe'"
      })
  void connector_fieldThatIsWrong_isNamed(String field, String value) {
    ObjectNode body =
        (ObjectNode)
            ApiClient.JSON.readTree(ApiExamples.connectorBody("c-" + ApiExamples.unique()));

    assertNames(field, api.post("/connectors", with(body, field, value)));
  }

  @Test
  void rotate_overlapThatIsWrong_isNamed() {
    String path = "/api-keys/" + examples.keyId() + "/rotate";

    for (String body :
        List.of(
            "{}",
            "{\"overlapSeconds\":null}",
            "{\"overlapSeconds\":\"1h\"}",
            "{\"overlapSeconds\":-1}",
            "{\"overlapSeconds\":999999999}",
            "{\"overlapSeconds\":9223372036854775807}")) {
      assertNames("overlapSeconds", api.post(path, body));
    }
    for (String body :
        List.of(
            "{\"until\":\"tomorrow\"}",
            "{\"until\":\"2020-01-01T00:00:00Z\"}",
            "{\"until\":\"+999999999-12-31T23:59:59Z\"}",
            "{\"until\":\"2030-01-01T00:00:00Z\",\"overlapSeconds\":0}")) {
      assertNames("until", api.post(path, body));
    }
  }

  @Test
  void changeAccount_fieldThatIsWrong_isNamed() {
    String path = "/subscriptions/" + examples.subscriptionId() + "/change-account";

    assertNames("makeAccountId", api.post(path, "{}"));
    assertNames("makeAccountId", api.post(path, "{\"makeAccountId\":\"with blank\"}"));
    assertNames("override", api.post(path, "{\"makeAccountId\":\"a\",\"override\":\"yes\"}"));
    assertNames("reason", api.post(path, "{\"makeAccountId\":\"a\",\"override\":true}"));
  }

  @Test
  void patch_versionThatIsWrong_isNamed() {
    String path = "/customers/" + examples.customerId();

    for (String body :
        List.of(
            "{\"name\":\"N\"}",
            "{\"version\":null}",
            "{\"version\":\"0\"}",
            "{\"version\":0.5}",
            "{\"version\":99999999999}")) {
      assertNames("version", api.patch(path, body));
    }
    assertNames("locale", api.patch(path, "{\"version\":0,\"locale\":\"de\"}"));
    assertNames("nickname", api.patch(path, "{\"version\":0,\"nickname\":\"N\"}"));
  }

  @Test
  void create_severalFieldsMissing_namesAll() {
    Response refused = api.post("/customers", "{\"company\":\"only\"}");

    assertThat(fields(refused)).containsExactly("country", "email", "locale", "name");
  }

  @Test
  void create_fieldTwice_isNamed() {
    assertNames("email", api.post("/customers", "{\"email\":\"a@b.cc\",\"email\":\"d@e.ff\"}"));
  }

  @Test
  void list_parameterThatIsWrong_isNamed() {
    Map<String, String> wrong =
        Map.of(
            "page=0", "page",
            "limit=101", "limit",
            "sort=nothing", "sort",
            "filter%5Bnothing%5D=1", "filter[nothing]",
            "filter[nothing]=1", "filter[nothing]",
            "filter%5Bblocked%5D=perhaps", "filter[blocked]",
            "filter%5BcreatedFrom%5D=yesterday", "filter[createdFrom]",
            "q=text", "q");

    wrong.forEach((query, field) -> assertNames(field, api.get("/customers?" + query)));
  }

  private static String with(ObjectNode body, String field, String value) {
    return body.set(field, ApiClient.JSON.readTree(value.replace('\'', '"'))).toString();
  }

  private static void assertNames(String field, Response response) {
    assertThat(response.status()).as(response.body()).isEqualTo(400);
    assertThat(response.header("Content-Type")).contains("application/problem+json");
    assertThat(fields(response)).as(response.body()).containsExactly(field);
    assertThat(response.text("detail")).contains(field);
    assertThat(response.body()).doesNotContain("invalid.", "!{", "Exception", "com.bpmcentr");
  }

  private static List<String> fields(Response response) {
    List<String> fields = new ArrayList<>();
    for (var error : response.json().path("errors")) {
      fields.add(error.get("field").asString());
    }
    return fields;
  }
}
