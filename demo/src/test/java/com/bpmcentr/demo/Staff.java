package com.bpmcentr.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What a member of staff does through the admin API; every call must succeed. */
final class Staff {
  private final AdminApi api;

  Staff(AdminApi api) {
    this.api = api;
  }

  record Key(String id, String text) {}

  String newCustomer() throws Exception {
    String name = "test-" + UUID.randomUUID();
    return post(
            "/customers",
            Map.of("email", name + "@test.example", "name", name, "country", "UA", "locale", "uk"))
        .path("id")
        .asString();
  }

  Key newKey(String customer) throws Exception {
    JsonNode created =
        post("/customers/" + customer + "/api-keys", Map.of("name", "main", "environment", "prod"));
    return new Key(created.path("id").asString(), created.path("key").asString());
  }

  /** {@code more} holds the optional fields. */
  String subscribe(String customer, String connector, Map<String, ?> more) throws Exception {
    Map<String, Object> body = new HashMap<>(more);
    body.put("customerId", customer);
    body.put("connectorId", connector);
    body.put("interval", "month");
    return post("/subscriptions", body).path("id").asString();
  }

  /** Records a payment of what it owes. */
  void pay(String subscription) throws Exception {
    String path = "/subscriptions/" + subscription;
    JsonNode bill = get(path + "/billing").path("payment").path("bill");
    post(
        path + "/payments",
        Map.of(
            "amount",
            bill.path("amount").asString(),
            "currency",
            bill.path("currency").asString(),
            "method",
            "card",
            "reference",
            "test " + subscription));
  }

  JsonNode post(String path, Map<String, ?> body) throws Exception {
    AdminApi.Answer answer = api.post(path, body, UUID.randomUUID().toString());
    assertThat(answer.succeeded()).as("POST %s: %s", path, answer).isTrue();
    return answer.body();
  }

  void revokeKey(String id) throws Exception {
    AdminApi.Answer answer = api.delete("/api-keys/" + id + "?reason=test");
    assertThat(answer.succeeded()).as("DELETE key: %s", answer).isTrue();
  }

  JsonNode get(String path) throws Exception {
    AdminApi.Answer answer = api.get(path);
    assertThat(answer.succeeded()).as("GET %s: %s", path, answer).isTrue();
    return answer.body();
  }

  AdminApi api() {
    return api;
  }
}
