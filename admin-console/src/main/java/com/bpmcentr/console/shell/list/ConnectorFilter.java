package com.bpmcentr.console.shell.list;

import static java.lang.String.CASE_INSENSITIVE_ORDER;
import static java.util.Comparator.comparing;

import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.ConnectorService;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.shell.Viewer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What is listed narrowed to one connector, picked by its name. */
@Component
public class ConnectorFilter {

  private final ConnectorService connectors;
  private final Viewer viewer;

  ConnectorFilter(ConnectorService connectors, Viewer viewer) {
    this.connectors = connectors;
    this.viewer = viewer;
  }

  /** A new one, with the connectors that there are now. */
  public ListFilter make() {
    Map<String, String> names = new LinkedHashMap<>();
    connectors
        .list(viewer.actor(), ListQuery.first(ListQuery.MOST_ROWS))
        .orElseThrow()
        .items()
        .stream()
        .sorted(comparing((Connector each) -> each.details().name(), CASE_INSENSITIVE_ORDER))
        .forEach((Connector each) -> names.put(each.id(), each.details().name()));
    return ListFilter.pick(
        "connectorId",
        "field.connectorId",
        names.keySet().stream().toList(),
        id -> names.getOrDefault(id, id));
  }
}
