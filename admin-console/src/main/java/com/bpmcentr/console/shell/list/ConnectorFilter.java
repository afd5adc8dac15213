package com.bpmcentr.console.shell.list;

import static java.lang.String.CASE_INSENSITIVE_ORDER;
import static java.util.Comparator.comparing;

import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.ConnectorService;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.shell.Viewer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** What is listed narrowed to one connector, picked by its name. */
@Component
public class ConnectorFilter {

  private static final Logger log = LoggerFactory.getLogger(ConnectorFilter.class);

  private final ConnectorService connectors;
  private final Viewer viewer;

  ConnectorFilter(ConnectorService connectors, Viewer viewer) {
    this.connectors = connectors;
    this.viewer = viewer;
  }

  /**
   * A new one, with the connectors that there are now; with none where they cannot be read, which
   * the list says of itself, and offers to try again.
   */
  public ListFilter make() {
    Map<String, String> names = new LinkedHashMap<>();
    all().stream()
        .sorted(comparing((Connector each) -> each.details().name(), CASE_INSENSITIVE_ORDER))
        .forEach((Connector each) -> names.put(each.id(), each.details().name()));
    return ListFilter.pick(
        "connectorId",
        "field.connectorId",
        names.keySet().stream().toList(),
        id -> names.getOrDefault(id, id));
  }

  private List<Connector> all() {
    try {
      return connectors
          .list(viewer.actor(), ListQuery.first(ListQuery.MOST_ROWS))
          .orElseThrow()
          .items();
    } catch (DataAccessException | TransactionException failure) {
      log.error("The connectors to choose from could not be read", failure);
      return List.of();
    }
  }
}
