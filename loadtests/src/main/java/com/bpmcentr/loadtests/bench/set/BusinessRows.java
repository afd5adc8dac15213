package com.bpmcentr.loadtests.bench.set;

import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.License;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What the console's tables hold of the customers, so that a console can work on the set, and the
 * reference can look into the same tables.
 */
final class BusinessRows {
  private static final int KEY_PREFIX = 15;

  private final CopyText customers =
      new CopyText(
          """
          customer (id, email, name, country, locale, blocked_at, blocked_reason, license_version,
                    created_at)\
          """);
  private final CopyText keys =
      new CopyText(
          """
          api_key (id, customer_id, name, environment, imported, prefix, digest, pepper_id,
                   created_at, revoked_at, revoked_reason)\
          """);
  private final CopyText subscriptions =
      new CopyText(
          """
          subscription (id, customer_id, connector_id, interval, category, trial, price, currency,
                        make_account_id, bound_at, created_at, starts_at, period_starts_at,
                        ends_at, grace_seconds, auto_renew, suspended_at, suspend_reason,
                        revoked_at, revoke_reason)\
          """);

  private final Catalogue catalogue;

  BusinessRows(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  void add(SetCustomer customer, License license) {
    String reason = "benchmark";
    customers.row(
        customer.customerId(),
        "customer-" + customer.number() + "@benchmark.example",
        "Customer " + customer.number(),
        "UA",
        "uk",
        customer.blockedAt(),
        customer.blockedAt() == null ? null : reason,
        license.version(),
        customer.startsAt());
    ApiKeyRef key = license.keys().getFirst();
    keys.row(
        customer.keyId(),
        customer.customerId(),
        "Production",
        key.environment().wireName(),
        false,
        customer.key().substring(0, KEY_PREFIX),
        key.digest().toByteArray(),
        key.pepperId(),
        customer.startsAt(),
        customer.keyRevokedAt(),
        customer.keyRevokedAt() == null ? null : reason);
    subscriptions.row(
        customer.subscriptionId(),
        customer.customerId(),
        customer.connector().id(),
        "year",
        customer.connector().category(),
        false,
        catalogue.yearPrice(customer.connector()),
        "USD",
        customer.account(),
        customer.startsAt(),
        customer.startsAt(),
        customer.startsAt(),
        customer.startsAt(),
        customer.endsAt(),
        SetCustomer.GRACE.toSeconds(),
        customer.autoRenew(),
        customer.suspendedAt(),
        customer.suspendedAt() == null ? null : reason,
        customer.revokedAt(),
        customer.revokedAt() == null ? null : reason);
  }

  void send(Connection connection) throws SQLException, IOException {
    customers.send(connection);
    keys.send(connection);
    subscriptions.send(connection);
  }

  /** Connectors and prices, before any customer. */
  static void sendCatalogue(Catalogue catalogue, Connection connection)
      throws SQLException, IOException {
    CopyText prices = new CopyText("price (category, interval, amount, currency)");
    catalogue
        .prices()
        .forEach(
            (category, price) -> {
              prices.row(category, "month", price.monthUsd(), "USD");
              prices.row(category, "year", price.yearUsd(), "USD");
            });
    prices.send(connection);
    CopyText connectors =
        new CopyText(
            """
            connector (id, name, group_name, category, state, reserved, max_staleness_seconds,
                       on_stale, policy_version, created_at)\
            """);
    for (Catalogue.Entry entry : catalogue.connectors()) {
      connectors.row(
          entry.id(),
          entry.name(),
          entry.group(),
          entry.category(),
          "published",
          entry.isReserved(),
          259_200,
          "refuse",
          1,
          "now");
    }
    connectors.send(connection);
  }
}
