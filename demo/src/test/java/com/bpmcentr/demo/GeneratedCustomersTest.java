package com.bpmcentr.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GeneratedCustomersTest {
  private final GeneratedCustomers customers =
      new GeneratedCustomers("00".repeat(32), List.of("rozetka", "keycrm"));

  @Test
  void keysRow_ofANumber_isWhatItsImportLineSays() {
    JsonNode line =
        JsonMapper.shared()
            .readTree(
                JsonMapper.shared().writeValueAsString(customers.importLine(7, Instant.EPOCH)));
    JsonNode subscription = line.path("subscriptions").path(0);

    assertThat(customers.keysRow(7))
        .isEqualTo(
            String.join(
                ",",
                line.path("keys").path(0).path("key").asString(),
                subscription.path("connectorId").asString(),
                subscription.path("makeAccountId").asString()));
    assertThat(line.path("externalId").asString()).isEqualTo("demo-7");
    assertThat(subscription.path("startsAt").asString()).isEqualTo("1970-01-01T00:00:00Z");
  }

  @Test
  void key_ofTheSameSeedAndNumber_isTheSame() {
    GeneratedCustomers again =
        new GeneratedCustomers("00".repeat(32), List.of("rozetka", "keycrm"));

    assertThat(again.key(7)).isEqualTo(customers.key(7));
    assertThat(new GeneratedCustomers("01".repeat(32), List.of("rozetka")).key(7))
        .isNotEqualTo(customers.key(7));
  }

  @Test
  void key_ofEachNumber_isAnotherOfTheRightForm() {
    Set<String> keys = new HashSet<>();
    for (int number = 1; number <= 1_000; number++) {
      String key = customers.key(number);
      keys.add(key);
      assertThat(key).matches((number % 10 == 0 ? "bpm_test_" : "bpm_prod_") + "[0-9A-Za-z]{38}");
    }
    assertThat(keys).hasSize(1_000);
  }

  @Test
  void toString_ofAll_doesNotShowTheSeed() {
    assertThat(customers.toString()).isEqualTo("GeneratedCustomers[redacted]");
  }
}
