package com.bpmcentr.console.connector;

import com.bpmcentr.console.publishing.Publisher;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.ConnectorSecretRef;
import com.bpmcentr.license.FeedPosition;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes connectors' policies out of their rows and has them published. */
@Component
public class ConnectorPolicies {

  private final ConnectorRepository connectors;
  private final Publisher publisher;

  ConnectorPolicies(ConnectorRepository connectors, Publisher publisher) {
    this.connectors = connectors;
    this.publisher = publisher;
  }

  /** The last thing in a transaction; the connectors' rows are locked. */
  FeedPosition issue(List<Connector> changed, Instant now) {
    return publisher.publish(changed.stream().map(connector -> policy(connector, now)).toList());
  }

  /** The connectors' next policies; their rows are locked until the transaction ends. */
  public List<ConnectorPolicy> policies(List<String> ids, Instant now) {
    return ids.stream()
        .sorted()
        .flatMap(id -> connectors.findForUpdate(id).stream())
        .map(connector -> policy(connector, now))
        .toList();
  }

  private ConnectorPolicy policy(Connector connector, Instant now) {
    ConnectorDetails details = connector.details();
    List<ConnectorSecretRef> secrets =
        connectors.secrets(connector.id(), now).stream().map(ConnectorSecret::ref).toList();
    return new ConnectorPolicy(
        connector.id(),
        connectors.nextPolicyVersion(connector.id()),
        now,
        false,
        details.state(),
        details.category(),
        details.maxStaleness(),
        details.onStale(),
        secrets);
  }
}
