package com.bpmcentr.console.export;

import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.audit.AuditService;
import com.bpmcentr.console.connector.ConnectorService;
import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.due.DueService;
import com.bpmcentr.console.edge.EdgeService;
import com.bpmcentr.console.imports.ImportService;
import com.bpmcentr.console.invoice.InvoiceRow;
import com.bpmcentr.console.invoice.InvoiceService;
import com.bpmcentr.console.invoice.Payment;
import com.bpmcentr.console.job.JobService;
import com.bpmcentr.console.notice.NoticeService;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.InvalidMessages;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.PgFilter;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.RefusalJson;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.console.usage.UsageService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Of customers and of what they have, of what goes on, and of what was done. */
@Component
class BusinessLists implements ExportedLists {

  private final List<ExportedList<?>> lists;

  BusinessLists(
      CustomerService customers,
      SubscriptionService subscriptions,
      InvoiceService invoices,
      NoticeService notices,
      ApiKeyService keys,
      ConnectorService connectors,
      JobService jobs,
      DueService dueWork,
      ImportService imports,
      EdgeService edges,
      UsageService usage,
      AuditService audit) {
    lists =
        List.of(
            customers(customers),
            subscriptions(subscriptions),
            invoices(invoices),
            notices(notices),
            keys(keys),
            connectors(connectors),
            jobs(jobs),
            jobResults(jobs),
            dueWork(dueWork),
            imports(imports),
            refusedLines(imports),
            edges(edges),
            usage(usage),
            audit(audit));
  }

  @Override
  public List<ExportedList<?>> lists() {
    return lists;
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

  private static ExportedList<?> invoices(InvoiceService service) {
    return new ExportedList<>(
            "invoices", "invoice", Permission.READ, service::list, row -> row.invoice().id())
        .column("id", row -> row.invoice().id())
        .column("number", row -> row.invoice().number())
        .column("customerId", row -> row.invoice().customerId())
        .column("customer", row -> row.customerName())
        .column("email", row -> row.customerEmail())
        .column("subscriptionId", row -> row.invoice().subscriptionId())
        .column("connectorId", row -> row.connectorId())
        .column("kind", row -> row.invoice().bill().kind())
        .column("status", row -> row.status())
        .column("interval", row -> row.invoice().bill().interval())
        .column("periodFrom", row -> row.invoice().bill().from())
        .column("periodTo", row -> row.invoice().bill().to())
        .column("price", row -> row.invoice().bill().price())
        .column("credit", row -> row.invoice().bill().credit())
        .column("amount", row -> row.invoice().bill().amount())
        .column("currency", row -> row.invoice().bill().price().currency())
        .column("issuedAt", row -> row.invoice().issuedAt())
        .column("dueAt", row -> row.invoice().bill().dueAt())
        .column("paidAt", ofPayment(Payment::paidAt))
        .column("method", ofPayment(Payment::method))
        .column("reference", ofPayment(Payment::reference))
        .column("refunded", ofPayment(BusinessLists::refunded));
  }

  private static Function<InvoiceRow, @Nullable Object> ofPayment(
      Function<Payment, @Nullable Object> value) {
    return row -> row.invoice().payment() == null ? null : value.apply(row.invoice().payment());
  }

  private static @Nullable Money refunded(Payment payment) {
    return payment.refund() == null ? null : payment.refund().amount();
  }

  private static ExportedList<?> notices(NoticeService service) {
    return new ExportedList<>("notices", "notice", Permission.READ, service::list, row -> row.id())
        .column("id", row -> row.id())
        .column("kind", row -> row.kind())
        .column("subscriptionId", row -> row.subscriptionId())
        .column("customerId", row -> row.customerId())
        .column("customer", row -> row.customerName())
        .column("email", row -> row.customerEmail())
        .column("connectorId", row -> row.connectorId())
        .column("dueAt", row -> row.dueAt())
        .column("recordedAt", row -> row.recordedAt())
        .column("endsAt", row -> row.endsAt())
        .column("step", row -> row.step())
        .column("price", row -> row.price())
        .column("currency", row -> row.price() == null ? null : row.price().currency());
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

  private static ExportedList<?> dueWork(DueService service) {
    return new ExportedList<>(
            "due-work", "due-work", Permission.READ, service::failures, row -> row.id())
        .column("id", row -> row.id())
        .column("work", row -> row.work())
        .column("subscriptionId", row -> row.subjectId())
        .column("connector", row -> row.connectorName())
        .column("customerId", row -> row.customerId())
        .column("customer", row -> row.customerName())
        .column("dueAt", row -> row.dueAt())
        .column("failedAt", row -> row.failedAt())
        .column("error", row -> row.error());
  }

  private static ExportedList<?> jobResults(JobService service) {
    return new ExportedList<>(
            "job-results",
            "job",
            Permission.READ,
            ofOne("jobId", service::results),
            row -> row.row().number())
        .column("number", row -> row.row().number())
        .column("id", row -> row.row().subject())
        .column("name", row -> row.name())
        .column("detail", row -> row.detail())
        .column("outcome", row -> row.row().outcome() == null ? "waiting" : row.row().outcome())
        .column(
            "refusal",
            row -> row.row().refusal() == null ? null : RefusalJson.write(row.row().refusal()));
  }

  private static ExportedList<?> refusedLines(ImportService service) {
    return new ExportedList<>(
            "refused-lines",
            "import",
            Permission.READ,
            ofOne("importId", service::refusedLines),
            row -> row.number())
        .column("line", row -> row.number())
        .column("externalId", row -> row.externalId())
        .column("email", row -> row.email())
        .column("field", row -> row.problem().field())
        .column(
            "reason",
            row -> InvalidMessages.text(row.problem().messageKey(), row.problem().arguments()));
  }

  /** A list that belongs to one thing: which, a filter says, and it must. */
  private static <T> BiFunction<Actor, ListQuery, Result<Page<T>>> ofOne(
      String filter, Inner<T> list) {
    return (actor, query) -> {
      String id = query.filters().getOrDefault(filter, "");
      if (PgFilter.uuidOf(id).isEmpty()) {
        return Result.refused(
            new Refusal.Invalid(
                filter, id.isEmpty() ? InvalidKey.REQUIRED : InvalidKey.FILTER_VALUE));
      }
      Map<String, String> others = new HashMap<>(query.filters());
      others.remove(filter);
      return list.page(actor, UUID.fromString(id), query.filteredBy(others));
    };
  }

  private interface Inner<T> {
    Result<Page<T>> page(Actor actor, UUID of, ListQuery query);
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
