package com.bpmcentr.console.export;

import com.bpmcentr.console.audit.AuditService;
import com.bpmcentr.console.connector.ConnectorService;
import com.bpmcentr.console.edge.EdgeService;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.usage.UsageService;
import java.util.List;
import org.springframework.stereotype.Component;

/** Of what is sold, of how it is used, and of what was done. */
@Component
class OperationLists implements ExportedLists {

  private final List<ExportedList<?>> lists;

  OperationLists(
      ConnectorService connectors, EdgeService edges, UsageService usage, AuditService audit) {
    lists = List.of(connectors(connectors), edges(edges), usage(usage), audit(audit));
  }

  @Override
  public List<ExportedList<?>> lists() {
    return lists;
  }

  private static ExportedList<?> connectors(ConnectorService service) {
    return new ExportedList<>(
            "connectors", "connector", Permission.READ, service::list, row -> row.id())
        .column("id", row -> row.id())
        .column("name", row -> row.details().name())
        .column("group", row -> row.details().group())
        .column("category", row -> row.details().category())
        .column("state", row -> row.state())
        .column("maxStalenessSeconds", row -> row.details().maxStaleness().toSeconds())
        .column("onStale", row -> row.details().onStale())
        .column("createdAt", row -> row.createdAt());
  }

  private static ExportedList<?> edges(EdgeService service) {
    return new ExportedList<>("edges", "edge", Permission.READ, service::list, row -> row.edgeId())
        .column("edgeId", row -> row.edgeId())
        .column("region", row -> row.region())
        .column("version", row -> row.version())
        .column("state", row -> row.state())
        .column("position", row -> row.position())
        .column("behind", row -> row.behind())
        .column("lagMillis", row -> row.lagMillis())
        .column("ageSeconds", row -> row.ageSeconds())
        .column("setSize", row -> row.setSize())
        .column("heardAt", row -> row.heardAt())
        .column("alarms", row -> String.join(" ", row.alarms()));
  }

  private static ExportedList<?> usage(UsageService service) {
    return new ExportedList<>("usage", "usage", Permission.READ, service::list, row -> row.id())
        .column("hour", row -> row.hour())
        .column("customerId", row -> row.customerId())
        .column("subscriptionId", row -> row.subscriptionId())
        .column("apiKeyId", row -> row.apiKeyId())
        .column("test", row -> row.test())
        .column("connectorId", row -> row.connector())
        .column("account", row -> row.account())
        .column("code", row -> row.code())
        .column("operation", row -> row.operation())
        .column("calls", row -> row.calls());
  }

  private static ExportedList<?> audit(AuditService service) {
    return new ExportedList<>(
            "audit", "audit", Permission.READ_AUDIT, service::list, row -> row.seq())
        .column("seq", row -> row.seq())
        .column("at", row -> row.at())
        .column("actor", row -> row.actorName())
        .column("role", row -> row.role())
        .column("origin", row -> row.origin())
        .column("address", row -> row.address())
        .column("token", row -> row.token())
        .column("operation", row -> row.operation())
        .column("targetType", row -> row.targetType())
        .column("targetId", row -> row.targetId())
        .column("outcome", row -> row.outcome())
        .column("refusal", row -> row.refusal())
        .column("reason", row -> row.reason())
        .column("before", row -> row.before().toJson())
        .column("after", row -> row.after().toJson());
  }
}
