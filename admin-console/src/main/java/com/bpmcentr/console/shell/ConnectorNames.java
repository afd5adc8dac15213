package com.bpmcentr.console.shell;

import static java.lang.String.CASE_INSENSITIVE_ORDER;
import static java.util.Comparator.comparing;

import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.ConnectorService;
import com.bpmcentr.console.operation.ListQuery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** What connectors are called, for the fields that one is picked in. */
@Component
public class ConnectorNames {

  private static final Logger log = LoggerFactory.getLogger(ConnectorNames.class);

  private final ConnectorService connectors;
  private final Viewer viewer;

  ConnectorNames(ConnectorService connectors, Viewer viewer) {
    this.connectors = connectors;
    this.viewer = viewer;
  }

  /**
   * By their slugs, in the order of names; empty where they cannot be read: that is for the page to
   * say, with all else on it, and to offer again.
   */
  public Optional<Map<String, String>> read() {
    try {
      Map<String, String> names = new LinkedHashMap<>();
      connectors
          .list(viewer.actor(), ListQuery.first(ListQuery.MOST_ROWS))
          .orElseThrow()
          .items()
          .stream()
          .sorted(comparing((Connector each) -> each.details().name(), CASE_INSENSITIVE_ORDER))
          .forEach((Connector each) -> names.put(each.id(), each.details().name()));
      return Optional.of(names);
    } catch (DataAccessException | TransactionException failure) {
      log.error("The connectors to choose from could not be read", failure);
      return Optional.empty();
    }
  }
}
