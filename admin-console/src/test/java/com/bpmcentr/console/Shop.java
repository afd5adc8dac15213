package com.bpmcentr.console;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A customer with one key and one subscription to Rozetka, made and changed through the API. */
public record Shop(String name, String customer, String subscription, String keyId, String key) {

  /** The body that makes a customer. */
  public static String customer(String name) {
    return """
        {"email":"%s@shop.example","name":"%s","country":"UA","locale":"uk"}
        """
        .formatted(name, name);
  }

  /**
   * Makes one.
   *
   * @param account null: the first use binds it
   */
  public static Shop with(LiveConsole console, String name, @Nullable String account) {
    String customer = console.make("/customers", customer(name)).path("id").asString();
    JsonNode subscription =
        console.make(
            "/subscriptions",
            """
            {"customerId":"%s","connectorId":"rozetka","interval":"month"%s,
             "payment":{"amount":"15.00","currency":"USD","method":"card","reference":"%s"}}
            """
                .formatted(
                    customer,
                    account == null ? "" : ",\"makeAccountId\":\"" + account + "\"",
                    UUID.randomUUID()));
    JsonNode key =
        console.make(
            "/customers/" + customer + "/api-keys", "{\"name\":\"Main\",\"environment\":\"prod\"}");
    return new Shop(
        name,
        customer,
        subscription.path("id").asString(),
        key.path("id").asString(),
        key.path("key").asString());
  }

  /** What an edge says of it. */
  public String code(EdgeProcess edge, String account) {
    return edge.verify("/v1/verify?connector=rozetka&account=" + account, key)
        .path("code")
        .asString();
  }

  public void revoke(LiveConsole console) {
    console.make("/subscriptions/" + subscription + "/revoke", "{\"reason\":\"test\"}");
  }

  public void suspend(LiveConsole console) {
    console.make("/subscriptions/" + subscription + "/suspend", "{\"reason\":\"test\"}");
  }

  public void block(LiveConsole console) {
    console.make("/customers/" + customer + "/block", "{\"reason\":\"test\"}");
  }

  public void revokeKey(LiveConsole console) {
    console.api().delete("/api-keys/" + keyId + "?reason=test");
  }

  /** Any change that is published; the position at which it was. */
  public String touch(LiveConsole console) {
    return console
        .api()
        .post(
            "/customers/" + customer + "/api-keys",
            "{\"name\":\"One more\",\"environment\":\"prod\"}")
        .header("License-Position")
        .orElseThrow();
  }
}
