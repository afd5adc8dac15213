package com.bpmcentr.demo;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A dozen customers in every state staff meet, made through the admin API from {@code
 * sample-data.json}.
 */
final class SampleData {
  private static final String COMPLETE = "complete";
  private static final String DEMO_KEY = "demo-key";

  private final JsonNode data;
  private final InstantSource clock;

  private SampleData(JsonNode data, InstantSource clock) {
    this.data = data;
    this.clock = clock;
  }

  /** A key, and the connector and account for which an edge answers VALID. */
  record DemoKey(String key, String connector, String account) {
    @Override
    public String toString() {
      return "DemoKey[redacted]";
    }
  }

  static SampleData read(InstantSource clock) throws IOException {
    try (InputStream stream = SampleData.class.getResourceAsStream("sample-data.json")) {
      Objects.requireNonNull(stream, "sample-data.json is beside this class");
      return new SampleData(JsonMapper.shared().readTree(stream), clock);
    }
  }

  String demoConnector() {
    return data.path("demo").path("connector").asString();
  }

  int customers() {
    return data.path("customers").size();
  }

  boolean isComplete(SampleSteps steps) {
    return steps.isDone(COMPLETE);
  }

  DemoKey fill(SampleSteps steps) throws IOException, DemoRefusal {
    if (!isComplete(steps)) {
      for (JsonNode customer : data.path("customers")) {
        fillCustomer(steps, customer);
      }
      steps.finish(COMPLETE, "true");
    }
    JsonNode demo = data.path("demo");
    String key = steps.result(DEMO_KEY);
    if (key == null) {
      throw new DemoRefusal("the demo's folder is damaged: the sample data have lost their key");
    }
    return new DemoKey(key, demoConnector(), demo.path("account").asString());
  }

  private void fillCustomer(SampleSteps steps, JsonNode customer) throws IOException, DemoRefusal {
    String name = customer.path("id").asString();
    Map<String, Object> details = new LinkedHashMap<>();
    customer.path("details").properties().forEach(e -> details.put(e.getKey(), e.getValue()));
    String id = steps.create(name, "/customers", details);
    int number = 0;
    for (JsonNode subscription : customer.path("subscriptions")) {
      fillSubscription(steps, name + "/subscription-" + ++number, id, subscription);
    }
    number = 0;
    for (JsonNode key : customer.path("keys")) {
      fillKey(steps, name, name + "/key-" + ++number, id, key);
    }
    if (customer.has("block")) {
      steps.act(
          name + "/block",
          "/customers/" + id + "/block",
          Map.of("reason", customer.path("block").asString()));
    }
  }

  private void fillSubscription(
      SampleSteps steps, String step, String customerId, JsonNode subscription)
      throws IOException, DemoRefusal {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("customerId", customerId);
    body.put("connectorId", subscription.path("connector").asString());
    body.put("interval", subscription.path("interval").asString());
    body.put("trial", subscription.path("trial").asBoolean(false));
    if (subscription.has("account")) {
      body.put("makeAccountId", subscription.path("account").asString());
    }
    if (subscription.has("startsInDays")) {
      body.put("startsAt", startIn(step, steps, subscription.path("startsInDays").asLong()));
    }
    String id = steps.create(step, "/subscriptions", body);
    String path = "/subscriptions/" + id;
    if (!subscription.path("trial").asBoolean(false)) {
      long days = subscription.path("startsInDays").asLong(0);
      pay(steps, step + "/payment", path, days < 0 ? body.get("startsAt") : null);
    }
    String reason = subscription.path("reason").asString("");
    if (subscription.has("moveTo")) {
      steps.act(
          step + "/move",
          path + "/change-account",
          Map.of("makeAccountId", subscription.path("moveTo").asString(), "reason", reason));
    }
    if (subscription.has("then")) {
      String action = subscription.path("then").asString();
      steps.act(step + "/" + action, path + "/" + action, Map.of("reason", reason));
    }
  }

  /** Of the first period. */
  private static void pay(
      SampleSteps steps, String step, String subscription, @Nullable Object paidAt)
      throws IOException, DemoRefusal {
    if (steps.isDone(step)) {
      return;
    }
    JsonNode bill = steps.read(subscription + "/billing").path("payment").path("bill");
    Map<String, Object> payment = new LinkedHashMap<>();
    payment.put("amount", bill.path("amount").asString());
    payment.put("currency", bill.path("currency").asString());
    payment.put("method", "card");
    payment.put("reference", "sample " + step);
    if (paidAt != null) {
      payment.put("paidAt", paidAt);
    }
    steps.act(step, subscription + "/payments", payment);
  }

  /** Written down before it is used: sent again, the same call must have the same content. */
  private String startIn(String step, SampleSteps steps, long days) throws IOException {
    String known = steps.result(step + "/start");
    if (known != null) {
      return known;
    }
    String start =
        clock.instant().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.DAYS).toString();
    steps.finish(step + "/start", start);
    return start;
  }

  private void fillKey(
      SampleSteps steps, String customer, String ownStep, String customerId, JsonNode key)
      throws IOException, DemoRefusal {
    String keyName = key.path("name").asString();
    JsonNode demo = data.path("demo");
    boolean isDemoKey =
        demo.path("customer").asString().equals(customer)
            && demo.path("key").asString().equals(keyName);
    String step = isDemoKey ? DEMO_KEY : ownStep;
    String id =
        steps.createKey(
            step,
            "/customers/" + customerId + "/api-keys",
            Map.of("name", keyName, "environment", key.path("environment").asString()),
            isDemoKey);
    if (key.has("revoke")) {
      steps.delete(step + "/revoke", "/api-keys/" + id, key.path("revoke").asString());
    }
    if (key.has("rotateWithOverlapSeconds")) {
      steps.act(
          step + "/rotate",
          "/api-keys/" + id + "/rotate",
          Map.of("overlapSeconds", key.path("rotateWithOverlapSeconds").asInt()));
    }
  }
}
