package com.bpmcentr.console.connector;

import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.OnStale;
import com.bpmcentr.license.WireName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What the business starts with: {@code catalogue.json}. After the first start staff change it. */
record Catalogue(PriceList prices, List<Connector> connectors) {

  private static final String FILE = "/catalogue.json";
  private static final String CURRENCY = "USD";

  Catalogue {
    connectors = List.copyOf(connectors);
  }

  static Catalogue read(Instant now) {
    try (InputStream json = Catalogue.class.getResourceAsStream(FILE)) {
      if (json == null) {
        throw new IllegalStateException(FILE + " is missing from the program");
      }
      FileContent content = JsonMapper.shared().readValue(json, FileContent.class);
      return new Catalogue(
          prices(content.prices),
          content.connectors.stream().map(entry -> entry.connector(now)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
  }

  private static PriceList prices(Map<String, PriceEntry> entries) {
    Map<Category, Map<Interval, Money>> prices = new EnumMap<>(Category.class);
    entries.forEach(
        (name, entry) ->
            prices.put(
                category(name),
                Map.of(
                    Interval.MONTH, new Money(entry.monthUsd, CURRENCY),
                    Interval.YEAR, new Money(entry.yearUsd, CURRENCY))));
    return new PriceList(prices);
  }

  private static Category category(String name) {
    return WireName.find(Category.class, name).orElseThrow();
  }

  private record FileContent(Map<String, PriceEntry> prices, List<ConnectorEntry> connectors) {}

  private record PriceEntry(BigDecimal monthUsd, BigDecimal yearUsd) {}

  private record ConnectorEntry(
      String id, String name, String group, String category, @Nullable Boolean reserved) {

    Connector connector(Instant now) {
      ConnectorDetails details =
          new ConnectorDetails(
              name,
              group,
              Catalogue.category(category),
              ConnectorState.PUBLISHED,
              ConnectorPolicy.DEFAULT_MAX_STALENESS,
              OnStale.REFUSE);
      return new Connector(id, details, Boolean.TRUE.equals(reserved), now, 0);
    }
  }
}
