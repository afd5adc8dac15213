package com.bpmcentr.loadtests.bench.set;

import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.OnStale;
import com.bpmcentr.license.WireName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What the business starts with: the console's own {@code catalogue.json}. */
record Catalogue(Map<String, Price> prices, List<Entry> connectors) {
  private static final Path FILE = Path.of("admin-console/src/main/resources/catalogue.json");

  /** Prices in US dollars. */
  record Price(int monthUsd, int yearUsd) {}

  /** A connector as the file has it. */
  record Entry(String id, String name, String group, String category, @Nullable Boolean reserved) {

    boolean isReserved() {
      return Boolean.TRUE.equals(reserved);
    }

    Category categoryConstant() {
      return WireName.find(Category.class, category).orElseThrow();
    }

    /** Whether customers can buy it. */
    boolean isSold() {
      return !isReserved() && categoryConstant() != Category.FREE;
    }

    ConnectorPolicy policy(Instant now) {
      return new ConnectorPolicy(
          id,
          1,
          now,
          false,
          ConnectorState.PUBLISHED,
          categoryConstant(),
          ConnectorPolicy.DEFAULT_MAX_STALENESS,
          OnStale.REFUSE,
          List.of());
    }
  }

  static Catalogue read(Path projectFolder) throws IOException {
    return JsonMapper.shared()
        .readValue(Files.readAllBytes(projectFolder.resolve(FILE)), Catalogue.class);
  }

  List<Entry> sold() {
    return connectors.stream().filter(Entry::isSold).toList();
  }

  int yearPrice(Entry connector) {
    Price price = prices.get(connector.category());
    if (price == null) {
      throw new IllegalStateException(FILE + " has no price for " + connector.category());
    }
    return price.yearUsd();
  }
}
