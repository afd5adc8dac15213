package com.bpmcentr.console.export;

import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.subscription.SubscriptionService;
import java.util.List;
import org.springframework.stereotype.Component;

/** Of customers and of what they have. */
@Component
class CustomerLists implements ExportedLists {

  private final List<ExportedList<?>> lists;

  CustomerLists(CustomerService customers, SubscriptionService subscriptions, ApiKeyService keys) {
    lists = List.of(customers(customers), subscriptions(subscriptions), keys(keys));
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
        .column("customerBlockedAt", row -> row.customerBlockedAt())
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
}
