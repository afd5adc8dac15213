package com.bpmcentr.loadtests.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.loadtests.bench.http.Check;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImportLinesTest {
  private static final ImportLines LINES = new ImportLines("round-1", "rozetka", 3);

  @Test
  void toBody_eachLine_isJsonOfOneCustomerWithTheChecksKeyAndAccount() {
    List<String> lines = new String(LINES.toBody(), StandardCharsets.UTF_8).lines().toList();

    assertThat(lines).hasSize(3);
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = JsonMapper.shared().readTree(lines.get(i));
      assertThat(line.path("externalId").asString()).isEqualTo("round-1-" + i);
      assertThat(
              new Check(
                  line.path("keys").path(0).path("key").asString(),
                  line.path("subscriptions").path(0).path("connectorId").asString(),
                  line.path("subscriptions").path(0).path("makeAccountId").asString()))
          .isEqualTo(LINES.checks().get(i));
    }
  }

  @Test
  void toBody_subscriptionsThatBeganLongAgo_sayWhen() {
    Instant began = Instant.parse("2025-12-06T12:00:00Z");
    String body =
        new String(new ImportLines("due", "meest", 1, began).toBody(), StandardCharsets.UTF_8);

    assertThat(
            JsonMapper.shared()
                .readTree(body)
                .path("subscriptions")
                .path(0)
                .path("startsAt")
                .asString())
        .isEqualTo("2025-12-06T12:00:00Z");
  }

  @Test
  void checks_ofTwoNames_shareNoKey() {
    List<String> others =
        new ImportLines("round-2", "rozetka", 3).checks().stream().map(Check::key).toList();

    assertThat(LINES.checks().stream().map(Check::key)).doesNotContainAnyElementsOf(others);
  }

  @Test
  void perSecond_countAndTime_wholeNumber() {
    assertThat(Import.perSecond(20_000, 4_000_000_000L)).isEqualTo("5,000");
  }
}
