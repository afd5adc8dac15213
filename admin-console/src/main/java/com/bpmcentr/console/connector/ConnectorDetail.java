package com.bpmcentr.console.connector;

import java.util.List;

/** A connector with all that its own screen shows. */
public record ConnectorDetail(Connector connector, List<ConnectorSecret> secrets) {

  public ConnectorDetail {
    secrets = List.copyOf(secrets);
  }
}
