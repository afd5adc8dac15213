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
class CustomersApiIT {

  @Autowired private TestStaff team;

  private ApiClient api;
  private ApiExamples examples;

  @BeforeEach
  void logIn() {
    api = team.api(Role.OWNER);
    examples = new ApiExamples(api);
  }

  @Test
  void create_allFields_answers201WithTheCustomerAndItsPath() {
    Response created = examples.customer();

    assertThat(created.json().propertyNames())
        .containsExactly(
            "id",
            "email",
            "name",
            "company",
            "country",
            "locale",
            "blockedAt",
            "blockedReason",
            "externalId",
            "createdAt",
            "version");
    assertThat(created.text("name")).isEqualTo("Олена Ткач");
    assertThat(created.header("Location")).contains("/api/v1/customers/" + created.text("id"));
    assertThat(api.get("/customers/" + created.text("id")).json()).isEqualTo(created.json());
  }

  @Test
  void export_withAFilter_isAFileOfThoseRows_andTakesNoPages() {
    String email = examples.customer().text("email");
    examples.customer();

    Response file = api.get("/exports/customers?filter%5Bemail%5D=" + email);

    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
    assertThat(file.header("Content-Disposition"))
        .hasValue("attachment; filename=\"customers.csv\"");
    assertThat(file.body().lines()).hasSize(2).last().asString().contains("," + email + ",");
    assertThat(api.get("/exports/customers?limit=5").status()).isEqualTo(400);
    assertThat(
            api.get("/exports/customers?filter%5Bnonsense%5D=1")
                .json()
                .at("/errors/0/field")
                .asString())
        .isEqualTo("filter[nonsense]");
    assertThat(api.get("/exports/secrets").status()).isEqualTo(404);
  }

  @Test
  void create_emailThatIsTaken_answers409AndNamesIt() {
    String email = examples.customer().text("email");

    Response refused =
        api.post(
            "/customers",
            "{\"email\":\"%s\",\"name\":\"N\",\"country\":\"UA\",\"locale\":\"en\"}"
                .formatted(email));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("ALREADY_EXISTS");
    assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("email");
  }

  @Test
  void list_filterSortAndPage_answersTheEnvelope() {
    String mark = ApiExamples.unique();
    for (String name : new String[] {"Anna", "Borys", "Vira"}) {
      api.post(
          "/customers",
          "{\"email\":\"%s@example.com\",\"name\":\"%s %s\",\"country\":\"UA\",\"locale\":\"uk\"}"
              .formatted(ApiExamples.unique(), name, mark));
    }

    Response page = api.get("/customers?filter%5Bq%5D=" + mark + "&sort=-name&page=2&limit=2");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.json().propertyNames()).containsExactly("data", "meta");
    assertThat(page.json().at("/data/0/name").asString()).isEqualTo("Anna " + mark);
    assertThat(page.json().at("/data").size()).isEqualTo(1);
    assertThat(page.json().at("/data/0/subscriptions").isInt()).isTrue();
    assertThat(page.json().at("/data/0/apiKeys").isInt()).isTrue();
    assertThat(page.json().at("/meta").toString())
        .isEqualTo("{\"page\":2,\"limit\":2,\"totalItems\":3,\"totalPages\":2}");
  }

  @Test
  void edit_someFields_leavesTheOthers() {
    Response created = examples.customer();

    Response edited =
        api.patch(
            "/customers/" + created.text("id"),
            "{\"version\":%s,\"name\":\"New\",\"company\":null}"
                .formatted(created.text("version")));

    assertThat(edited.status()).as(edited.body()).isEqualTo(200);
    assertThat(edited.text("name")).isEqualTo("New");
    assertThat(edited.json().get("company").isNull()).isTrue();
    assertThat(edited.text("email")).isEqualTo(created.text("email"));
    assertThat(edited.json().get("version").intValue())
        .isEqualTo(created.json().get("version").intValue() + 1);
  }

  @Test
  void edit_staleVersion_answers409WithThePresentOne() {
    Response created = examples.customer();
    int version = created.json().get("version").intValue();
    String path = "/customers/" + created.text("id");
    api.patch(path, "{\"version\":%d,\"name\":\"Mine\"}".formatted(version));

    Response conflict = api.patch(path, "{\"version\":%d,\"name\":\"Yours\"}".formatted(version));

    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.text("code")).isEqualTo("VERSION_CONFLICT");
    assertThat(conflict.json().get("currentVersion").intValue()).isEqualTo(version + 1);
    assertThat(api.get(path).text("name")).isEqualTo("Mine");
  }

  @Test
  void block_andUnblock_arePublished() {
    String path = "/customers/" + examples.customerId();

    Response blocked = api.post(path + "/block", "{\"reason\":\"chargeback\"}");
    assertThat(blocked.status()).as(blocked.body()).isEqualTo(200);
    assertThat(blocked.text("blockedReason")).isEqualTo("chargeback");
    assertThat(blocked.header("License-Position")).get().asString().matches("[0-9]+-[0-9]+");

    Response unblocked = api.post(path + "/unblock", "{\"reason\":\"paid\"}");
    assertThat(unblocked.json().get("blockedAt").isNull()).isTrue();
    assertThat(unblocked.header("License-Position")).isPresent();
  }

  @Test
  void blockAndUnblock_onAnotherVersionThanWasLookedAt_areNotDone() {
    Response created = examples.customer();
    int version = created.json().get("version").intValue();
    String path = "/customers/" + created.text("id");
    String stale = "{\"reason\":\"because\",\"version\":%d}".formatted(version);
    api.patch(path, "{\"version\":%d,\"name\":\"Mine\"}".formatted(version));

    assertVersionConflict(api.post(path + "/block", stale), version + 1);
    assertThat(api.get(path).json().get("blockedAt").isNull()).isTrue();

    api.post(path + "/block", "{\"reason\":\"x\",\"version\":%d}".formatted(version + 1));
    assertVersionConflict(api.post(path + "/unblock", stale), version + 2);
    assertThat(api.get(path).text("blockedReason")).isEqualTo("x");
  }

  private static void assertVersionConflict(Response refused, int version) {
    assertThat(refused.status()).as(refused.body()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("VERSION_CONFLICT");
    assertThat(refused.json().get("currentVersion").intValue()).isEqualTo(version);
  }

  @Test
  void block_twice_answers409NamingStateAndAction() {
    String path = "/customers/" + examples.customerId() + "/block";
    api.post(path, "{\"reason\":\"chargeback\"}");

    Response refused = api.post(path, "{\"reason\":\"chargeback\"}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("currentStatus")).isEqualTo("blocked");
    assertThat(refused.text("action")).isEqualTo("block");
  }

  @Test
  void get_unknownOrMalformedId_answers404() {
    assertThat(api.get("/customers/00000000-0000-0000-0000-000000000001").status()).isEqualTo(404);
    assertThat(api.get("/customers/not-an-id").status()).isEqualTo(404);
  }
}
