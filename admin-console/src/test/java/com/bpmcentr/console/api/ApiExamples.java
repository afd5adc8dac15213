package com.bpmcentr.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ApiClient;
import com.bpmcentr.console.ApiClient.Response;
import java.util.Locale;
import java.util.UUID;

/** Things that tests need to have, made through the API by someone who may. */
final class ApiExamples {

  private final ApiClient api;

  ApiExamples(ApiClient api) {
    this.api = api;
  }

  static String unique() {
    return UUID.randomUUID().toString().toLowerCase(Locale.ROOT);
  }

  static String customerBody() {
    return """
        {"email":"buyer-%s@example.com","name":"Олена Ткач","company":"Ткач & Co","country":"UA","locale":"uk"}
        """
        .formatted(unique());
  }

  static String connectorBody(String id) {
    return """
        {"id":"%s","name":"A connector","group":"crm","category":"standard","state":"published"}
        """
        .formatted(id);
  }

  Response customer() {
    return made(api.post("/customers", customerBody()));
  }

  String customerId() {
    return customer().text("id");
  }

  /** The slug of a published connector of its own. */
  String connectorId() {
    String id = "c-" + unique();
    made(api.post("/connectors", connectorBody(id)));
    return id;
  }

  Response key(String customerId) {
    return made(
        api.post(
            "/customers/" + customerId + "/api-keys",
            "{\"name\":\"Main\",\"environment\":\"prod\"}"));
  }

  String keyId() {
    return key(customerId()).text("id");
  }

  static String subscriptionBody(String customerId, String connectorId) {
    return """
        {"customerId":"%s","connectorId":"%s","interval":"month","makeAccountId":"acc-1",
         "payment":%s}
        """
        .formatted(customerId, connectorId, paymentBody("15.00"));
  }

  /** Under a reference of its own. */
  static String paymentBody(String amount) {
    return """
        {"amount":"%s","currency":"USD","method":"bank_transfer","reference":"%s"}
        """
        .formatted(amount, unique());
  }

  Response subscription() {
    return made(api.post("/subscriptions", subscriptionBody(customerId(), connectorId())));
  }

  String subscriptionId() {
    return subscription().text("id");
  }

  private static Response made(Response response) {
    assertThat(response.status()).as(response.body()).isEqualTo(201);
    return response;
  }
}
