package com.bpmcentr.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SampleDataTest {
  private final JsonNode data =
      JsonMapper.shared().readTree(SampleData.class.getResourceAsStream("sample-data.json"));

  @Test
  void sampleData_customers_areADozenOrSoWithNamesAndMailOfTheirOwn() {
    assertThat(texts("id")).hasSizeBetween(12, 15).doesNotHaveDuplicates();
    assertThat(texts("id")).allMatch(id -> id.matches("[a-z-]+"), "fit for an idempotency key");
    assertThat(detail("email")).doesNotHaveDuplicates().allMatch(mail -> mail.endsWith(".example"));
    assertThat(detail("locale")).contains("uk", "ru", "en");
  }

  @Test
  void sampleData_demoKey_isAKeyAndABoundSubscriptionOfItsCustomer() {
    JsonNode demo = data.path("demo");
    List<JsonNode> owner = new ArrayList<>();
    for (JsonNode customer : data.path("customers")) {
      if (customer.path("id").equals(demo.path("customer"))) {
        owner.add(customer);
      }
    }

    assertThat(owner).hasSize(1);
    assertThat(owner.getFirst().path("keys"))
        .anyMatch(key -> key.path("name").equals(demo.path("key")));
    assertThat(owner.getFirst().path("subscriptions"))
        .anyMatch(
            subscription ->
                subscription.path("connector").equals(demo.path("connector"))
                    && subscription.path("account").equals(demo.path("account"))
                    && !subscription.has("then"));
  }

  private List<String> texts(String field) {
    List<String> values = new ArrayList<>();
    data.path("customers").forEach(customer -> values.add(customer.path(field).asString()));
    return values;
  }

  private List<String> detail(String field) {
    List<String> values = new ArrayList<>();
    data.path("customers")
        .forEach(customer -> values.add(customer.path("details").path(field).asString()));
    return values;
  }
}
