package com.bpmcentr.console.export;

import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.audit.AuditService;
import com.bpmcentr.console.connector.ConnectorService;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.edge.EdgeService;
import com.bpmcentr.console.imports.ImportService;
import com.bpmcentr.console.job.JobService;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.console.usage.UsageService;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Every list that can be had as a file, and its columns; named as the API names them. */
@Component
class ExportedLists {

  private final List<ExportedList<?>> lists;

  ExportedLists(
      CustomerService customers,
      SubscriptionService subscriptions,
      ApiKeyService keys,
      ConnectorService connectors,
      JobService jobs,
      ImportService imports,
      EdgeService edges,
      UsageService usage,
      AuditService audit) {
    lists =
        List.of(
            customers(customers),
            subscriptions(subscriptions),
            keys(keys),
            connectors(connectors),
            jobs(jobs),
            imports(imports),
            edges(edges),
            usage(usage),
            audit(audit));
  }

  Optional<ExportedList<?>> find(String name) {
    return lists.stream()
        .filter(list -> list.name().equals(name))
        .<ExportedList<?>>map(list -> list)
        .findFirst();
  }

  private static ExportedList<?> customers(CustomerService service) {
    return new ExportedList<>(
            "customers", "customer", Permission.READ, service::list, row -> row.customer().id())
        .column("id", row -> row.customer().id())
        .column("email", row -> row.customer().details().email())
        .column("name", row -> row.customer().details().name())
        .column("company", row -> row.customer().details().company())
        .column("country", row -> row.customer().details().country())
        .column("locale", row -> row.customer().details().locale())
        .column("externalId", row -> row.customer().externalId())
        .column(
            "blockedAt",
            row -> row.customer().block() == null ? null : row.customer().block().since())
        .column(
            "blockedReason",
            row -> row.customer().block() == null ? null : row.customer().block().reason())
        .column("subscriptions", row -> row.subscriptions())
        .column("apiKeys", row -> row.apiKeys())
        .column("createdAt", row -> row.customer().createdAt());
  }

  private static ExportedList<?> subscriptions(SubscriptionService service) {
    return new ExportedList<>(
            "subscriptions",
            "subscription",
            Permission.READ,
            service::list,
            row -> row.subscription().id())
        .column("id", row -> row.subscription().id())
        .column("customerId", row -> row.subscription().customerId())
        .column("customer", row -> row.customerName())
        .column("email", row -> row.customerEmail())
        .column("connectorId", row -> row.subscription().connectorId())
        .column("makeAccountId", row -> row.subscription().binding().account())
        .column("status", row -> row.status())
        .column("interval", row -> row.subscription().terms().interval())
        .column("category", row -> row.subscription().terms().category())
        .column("price", row -> row.subscription().terms().price())
        .column("currency", row -> row.subscription().terms().price().currency())
        .column("startDate", row -> row.subscription().term().startsAt())
        .column("endDate", row -> row.subscription().term().endsAt())
        .column("autoRenew", row -> row.subscription().autoRenew())
        .column("createdAt", row -> row.subscription().createdAt());
  }

  private static ExportedList<?> keys(ApiKeyService service) {
    return new ExportedList<>(
            "api-keys", "api-key", Permission.READ, service::list, row -> row.apiKey().id())
        .column("id", row -> row.apiKey().id())
        .column("customerId", row -> row.apiKey().customerId())
        .column("customer", row -> row.customerName())
        .column("email", row -> row.customerEmail())
        .column("name", row -> row.apiKey().name())
        .column("prefix", row -> row.apiKey().prefix())
        .column("environment", row -> row.apiKey().environment())
        .column("status", row -> row.status())
        .column("createdAt", row -> row.apiKey().createdAt())
        .column("notAfter", row -> row.apiKey().notAfter())
        .column(
            "revokedAt",
            row -> row.apiKey().revocation() == null ? null : row.apiKey().revocation().at());
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

  private static ExportedList<?> jobs(JobService service) {
    return new ExportedList<>("jobs", "job", Permission.READ, service::list, row -> row.id())
        .column("id", row -> row.id())
        .column("kind", row -> row.kind())
        .column("action", row -> row.parameter("action"))
        .column("type", row -> row.parameter("type"))
        .column("state", row -> row.state())
        .column("reason", row -> row.reason())
        .column("requestedBy", row -> row.requester().name())
        .column("total", row -> row.total())
        .column("done", row -> row.done())
        .column("refused", row -> row.refused())
        .column("createdAt", row -> row.createdAt())
        .column("endedAt", row -> row.endedAt());
  }

  private static ExportedList<?> imports(ImportService service) {
    return new ExportedList<>("imports", "import", Permission.READ, service::list, row -> row.id())
        .column("id", row -> row.id())
        .column("state", row -> row.state())
        .column("createdBy", row -> row.createdBy())
        .column("lines", row -> row.received())
        .column("imported", row -> row.imported())
        .column("unchanged", row -> row.unchanged())
        .column("refused", row -> row.refused())
        .column("createdAt", row -> row.createdAt())
        .column("finishedAt", row -> row.finishedAt());
  }

  private static ExportedList<?> edges(EdgeService service) {
    return new ExportedList<>("edges", "edge", Permission.READ, service::list, row -> row.edgeId())
        .column("edgeId", row -> row.edgeId())
        .column("region", row -> row.region())
        .column("version", row -> row.version())
        .column("state", row -> row.state().name().toLowerCase(Locale.ROOT))
        .column("position", row -> row.position())
        .column("behind", row -> row.behind())
        .column("lagMillis", row -> row.lagMillis())
        .column("ageSeconds", row -> row.ageSeconds())
        .column("setSize", row -> row.setSize())
        .column("heardAt", row -> row.heardAt());
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
