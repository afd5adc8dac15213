package com.bpmcentr.console.connector.ui;

import com.bpmcentr.console.shell.Words;
import java.util.List;

/** The groups of the catalogue by name; staff may add others, which are called by their slug. */
final class ConnectorGroups {

  static final List<String> KNOWN =
      List.of(
          "analytics",
          "cash",
          "crm",
          "erp",
          "finance",
          "logistics",
          "marketplace",
          "payment",
          "telecom",
          "test",
          "utility",
          "warehouse");

  private ConnectorGroups() {}

  static String name(String group) {
    return KNOWN.contains(group) ? Words.of("group", group) : group;
  }
}
