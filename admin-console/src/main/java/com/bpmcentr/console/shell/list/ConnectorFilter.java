package com.bpmcentr.console.shell.list;

import com.bpmcentr.console.shell.ConnectorNames;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What is listed narrowed to one connector, picked by its name. */
@Component
public class ConnectorFilter {

  private final ConnectorNames connectors;

  ConnectorFilter(ConnectorNames connectors) {
    this.connectors = connectors;
  }

  /**
   * A new one, with the connectors that there are now; with none where they cannot be read, which
   * the list says of itself, and offers to try again.
   */
  public ListFilter make() {
    Map<String, String> names = connectors.read().orElse(Map.of());
    return ListFilter.pick(
        "connectorId",
        "field.connectorId",
        names.keySet().stream().toList(),
        id -> names.getOrDefault(id, id));
  }
}
