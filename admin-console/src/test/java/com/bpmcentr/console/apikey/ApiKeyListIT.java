package com.bpmcentr.console.apikey;

import static com.bpmcentr.console.Business.owner;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.MillionRows;
import com.bpmcentr.license.Environment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiKeyListIT {

  /** In a database of its own: what is common in it is what the planner takes to be common. */
  @Test
  void list_ofManyByCustomer_isPlannedForAnIndex() {
    try (Business business = Business.open()) {
      for (int i = 0; i < 2; i++) {
        business
            .apiKeys
            .create(
                owner(), business.newCustomer().id(), new NewApiKey("Shop", Environment.PROD, null))
            .orElseThrow();
      }

      assertThat(
              MillionRows.isPlannedForAnIndex(
                  business,
                  ApiKeyQuery.KEYS,
                  Map.of("q", "@", "name", "hop"),
                  "customer",
                  List.of("customer", "api_key")))
          .isTrue();
    }
  }
}
