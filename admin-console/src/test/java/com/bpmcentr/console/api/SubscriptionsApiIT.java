package com.bpmcentr.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ApiClient;
import com.bpmcentr.console.ApiClient.Response;
import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.staff.Role;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ConsoleTest
class SubscriptionsApiIT {

  private static final String WHY = "{\"reason\":\"because\"}";

  @Autowired private TestStaff team;

  private ApiClient api;
  private ApiExamples examples;

  @BeforeEach
  void logIn() {
    api = team.api(Role.OWNER);
    examples = new ApiExamples(api);
  }

  @Test
  void create_monthly_answers201WithThePriceAsText() {
    Response created = examples.subscription();

    assertThat(created.json().propertyNames())
        .containsExactly(
            "id",
            "customerId",
            "connectorId",
            "makeAccountId",
            "status",
            "interval",
            "price",
            "currency",
            "startDate",
            "endDate",
            "graceUntil",
            "autoRenew",
            "version");
    assertThat(created.json().get("price").isString()).isTrue();
    assertThat(created.text("price")).isEqualTo("15.00");
    assertThat(created.text("currency")).isEqualTo("USD");
    assertThat(created.text("status")).isEqualTo("active");
    assertThat(created.header("License-Position")).isPresent();
  }

  @Test
  void create_unknownCustomerOrConnector_namesTheField() {
    String customer = examples.customerId();

    Response noConnector =
        api.post("/subscriptions", ApiExamples.subscriptionBody(customer, "no-such-connector"));
    Response noCustomer =
        api.post(
            "/subscriptions",
            ApiExamples.subscriptionBody(
                "00000000-0000-0000-0000-000000000001", examples.connectorId()));

    assertThat(noConnector.status()).isEqualTo(400);
    assertThat(noConnector.json().at("/errors/0/field").asString()).isEqualTo("connectorId");
    assertThat(noCustomer.status()).isEqualTo(400);
    assertThat(noCustomer.json().at("/errors/0/field").asString()).isEqualTo("customerId");
  }

  @Test
  void actions_oneAfterTheOther_moveTheStatusAndArePublished() {
    String path = "/subscriptions/" + examples.subscriptionId();

    for (List<String> step :
        List.of(
            List.of("suspend", "suspended"),
            List.of("resume", "active"),
            List.of("cancel", "canceled"),
            List.of("reactivate", "active"),
            List.of("revoke", "revoked"))) {
      Response moved = api.post(path + "/" + step.getFirst(), WHY);
      assertThat(moved.status()).as(moved.body()).isEqualTo(200);
      assertThat(moved.text("status")).isEqualTo(step.getLast());
      assertThat(moved.header("License-Position")).isPresent();
    }
    assertThat(api.get(path + "/events").json().get("data").size()).isEqualTo(7);
  }

  /** A colleague's payment came in between, and the refund was of another amount. */
  @ParameterizedTest
  @ValueSource(
      strings = {"cancel", "reactivate", "suspend", "resume", "revoke", "refund", "end-discount"})
  void action_onAnotherVersionThanWasLookedAt_isNotDone(String action) {
    Response subscription = examples.subscription();
    int version = subscription.json().get("version").intValue();

    Response refused =
        api.post(
            "/subscriptions/" + subscription.text("id") + "/" + action,
            "{\"reason\":\"because\",\"version\":%d}".formatted(version - 1));

    assertVersionConflict(refused, version);
  }

  @Test
  void action_withABodyOfItsOwn_takesTheVersionToo() {
    Response subscription = examples.subscription();
    int version = subscription.json().get("version").intValue();
    String path = "/subscriptions/" + subscription.text("id");
    String stale = "\"version\":%d}".formatted(version - 1);

    assertVersionConflict(
        api.post(path + "/change-interval", "{\"interval\":\"year\"," + stale), version);
    assertVersionConflict(
        api.post(path + "/change-account", "{\"makeAccountId\":\"a\",\"reason\":\"x\"," + stale),
        version);
    String payment = ApiExamples.paymentBody("15.00").strip();
    assertVersionConflict(
        api.post(path + "/payments", payment.substring(0, payment.length() - 1) + "," + stale),
        version);
    assertThat(
            api.post(path + "/cancel", "{\"reason\":\"x\",\"version\":%d}".formatted(version))
                .status())
        .isEqualTo(200);
  }

  @Test
  void discount_overAnotherVersionThanWasLookedAt_isNotGiven() {
    Response subscription = examples.subscription();
    String id = subscription.text("id");
    int version = subscription.json().get("version").intValue();
    String path = "/customers/" + subscription.text("customerId") + "/discounts";
    String body =
        """
        {"subscriptionIds":["%s"],"versions":{"%s":%d},"percent":"20","reason":"three shops"}\
        """;

    assertVersionConflict(api.post(path, body.formatted(id, id, version - 1)), version);
    assertThat(api.get("/subscriptions/" + id).json().get("discount").isNull()).isTrue();

    Response stranger =
        api.post(path, body.formatted(id, "00000000-0000-0000-0000-000000000001", version));
    assertThat(stranger.status()).as(stranger.body()).isEqualTo(400);
    assertThat(stranger.json().at("/errors/0/field").asString()).isEqualTo("versions");

    Response given = api.post(path, body.formatted(id, id, version));
    assertThat(given.status()).as(given.body()).isEqualTo(200);
  }

  private static void assertVersionConflict(Response refused, int version) {
    assertThat(refused.status()).as(refused.body()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("VERSION_CONFLICT");
    assertThat(refused.json().get("currentVersion").intValue()).isEqualTo(version);
  }

  @Test
  void restoreDiscounts_whatIsNone_namesTheFieldOfTheCall() {
    Response subscription = examples.subscription();
    String path = "/customers/" + subscription.text("customerId") + "/discounts/restore";
    String body =
        """
        {"reason":"a slip","subscriptions":[{"subscriptionId":"%s","version":0,"discount":%s}]}\
        """;
    String endless =
        """
        {"id":"00000000-0000-0000-0000-000000000001","percent":"20","reason":"three shops",\
        "endsAt":"+999999-01-01T00:00:00Z"}\
        """;

    for (Response refused :
        List.of(
            api.post(path, body.formatted(subscription.text("id"), endless)),
            api.post(path, body.formatted("00000000-0000-0000-0000-000000000001", "null")))) {
      assertThat(refused.status()).as(refused.body()).isEqualTo(400);
      assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("subscriptions");
    }
  }

  @Test
  void action_thatTheStateForbids_answers409NamingBoth() {
    String path = "/subscriptions/" + examples.subscriptionId();
    api.post(path + "/revoke", WHY);

    Response refused = api.post(path + "/resume", WHY);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("STATE_FORBIDS");
    assertThat(refused.text("currentStatus")).isEqualTo("revoked");
    assertThat(refused.text("action")).isEqualTo("resume");
    assertThat(refused.text("detail")).contains("revoked", "resume");
  }

  @Test
  void action_reasonThatMustBeGiven_isNamedWhenItIsNot() {
    String path = "/subscriptions/" + examples.subscriptionId();

    for (Response refused :
        List.of(
            api.call("POST", path + "/revoke", null),
            api.post(path + "/revoke", "{}"),
            api.post(path + "/suspend", "{\"reason\":\"  \"}"))) {
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("reason");
    }
    assertThat(api.call("POST", path + "/cancel", null).status()).isEqualTo(200);
  }

  @Test
  void changeAccount_toAnother_answersThePreviousOne() {
    String path = "/subscriptions/" + examples.subscriptionId();

    Response moved = api.post(path + "/change-account", "{\"makeAccountId\":\"acc-2\"}");

    assertThat(moved.status()).as(moved.body()).isEqualTo(200);
    assertThat(moved.text("makeAccountId")).isEqualTo("acc-2");
    assertThat(moved.text("previousAccountId")).isEqualTo("acc-1");
    assertThat(moved.text("accountChangedAt")).isNotEmpty();
    assertThat(moved.header("License-Position")).isPresent();
    assertThat(api.get(path + "/events").json().at("/data/0/reason").asString())
        .as("who gives no reason is named as the reason")
        .startsWith("access token bpm_adm_");
    assertThat(
            api.post(path + "/change-account", "{\"makeAccountId\":\"acc-3\",\"reason\":\" \"}")
                .json()
                .at("/errors/0/field")
                .asString())
        .isEqualTo("reason");
  }

  @Test
  void changeAccount_moreOftenThanTheRulesAllow_answers409UnlessOverridden() {
    String path = "/subscriptions/" + examples.subscriptionId() + "/change-account";
    for (int i = 2; i <= 4; i++) {
      assertThat(api.post(path, "{\"makeAccountId\":\"acc-%d\"}".formatted(i)).status())
          .isEqualTo(200);
    }

    Response refused = api.post(path, "{\"makeAccountId\":\"acc-5\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("LIMIT_REACHED");
    assertThat(refused.text("detail")).endsWith(" with a reason (override).");

    Response overridden =
        api.post(path, "{\"makeAccountId\":\"acc-5\",\"override\":true,\"reason\":\"merger\"}");
    assertThat(overridden.status()).as(overridden.body()).isEqualTo(200);
  }

  @Test
  void get_subscription_hasWhatTheListHasAndMore() {
    Response created = examples.subscription();

    Response read = api.get("/subscriptions/" + created.text("id"));
    Response listed =
        api.get("/subscriptions?filter%5BcustomerId%5D=" + created.text("customerId"));

    JsonNode row = listed.json().at("/data/0");
    assertThat(created.json().properties()).allMatch(row.properties()::contains);
    assertThat(row.get("customer").asString()).isEqualTo("Олена Ткач");
    assertThat(row.get("email").asString()).startsWith("buyer-");
    assertThat(row.get("connector").asString()).isEqualTo("A connector");
    assertThat(row.get("customerBlockedAt").isNull()).isTrue();
    assertThat(read.json().properties()).containsAll(row.properties());
    assertThat(read.text("category")).isEqualTo("standard");
    assertThat(read.json().get("allowedActions").toString()).contains("change_account");
    assertThat(read.json().get("recentMoves").asInt()).isZero();
    assertThat(read.json().get("movesAllowed").asInt()).isEqualTo(3);
  }

  @Test
  void list_ofABlockedCustomer_saysSinceWhenWhateverTheStatus() {
    String customer = examples.subscription().text("customerId");

    Response blocked = api.post("/customers/" + customer + "/block", WHY);

    JsonNode row =
        api.get("/subscriptions?filter%5BcustomerId%5D=" + customer).json().at("/data/0");
    assertThat(row.get("customerBlockedAt").asString()).isEqualTo(blocked.text("blockedAt"));
    assertThat(row.get("status").asString()).isEqualTo("active");
  }

  @Test
  void invoice_ofASubscription_saysWhomAndWhatItIsFor() {
    Response subscription = examples.subscription();

    JsonNode listed =
        api.get("/invoices?filter%5BsubscriptionId%5D=" + subscription.text("id"))
            .json()
            .at("/data/0");

    assertThat(listed.get("customer").asString()).isEqualTo("Олена Ткач");
    assertThat(listed.get("email").asString()).startsWith("buyer-");
    assertThat(listed.get("connectorId").asString()).isEqualTo(subscription.text("connectorId"));
    assertThat(listed.get("connector").asString()).isEqualTo("A connector");
    assertThat(api.get("/invoices/" + listed.get("id").asString()).json()).isEqualTo(listed);
  }
}
