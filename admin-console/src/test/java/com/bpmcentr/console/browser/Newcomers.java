package com.bpmcentr.console.browser;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.ForeignKeys;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.apikey.ApiKey;
import com.bpmcentr.console.apikey.ImportedKeys;
import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.subscription.BillingService;
import com.bpmcentr.console.subscription.NewSubscription;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.Language;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;

/** Customers of a test's own and what they take, all in the owner's name. */
@TestComponent
class Newcomers {

  private final TestStaff staff;
  private final CustomerService customers;
  private final SubscriptionService subscriptions;
  private final BillingService billing;
  private final ImportedKeys importedKeys;
  private final Clock clock;

  Newcomers(
      TestStaff staff,
      CustomerService customers,
      SubscriptionService subscriptions,
      BillingService billing,
      ImportedKeys importedKeys,
      Clock clock) {
    this.staff = staff;
    this.customers = customers;
    this.subscriptions = subscriptions;
    this.billing = billing;
    this.importedKeys = importedKeys;
    this.clock = clock;
  }

  Actor owner() {
    return staff.member(Role.OWNER).actor();
  }

  Customer customer() {
    return customer(
        "newcomer-" + UUID.randomUUID(), "Марія Об’єднана", "ТОВ «Ромашка»", Language.UK);
  }

  Customer customer(String mailbox, String name, String company, Language language) {
    return customers
        .create(
            owner(), new CustomerDetails(mailbox + "@shop.example", name, company, "UA", language))
        .orElseThrow();
  }

  /** One that was made elsewhere. */
  ApiKey importedKey(UUID customer, String text) {
    return ForeignKeys.add(importedKeys, customer, text, clock.instant());
  }

  UUID trial(UUID customer, String connector) {
    return taken(customer, connector, null, true);
  }

  /** By the month. */
  UUID unpaid(UUID customer, String connector, @Nullable String account) {
    return taken(customer, connector, account, false);
  }

  UUID paid(UUID customer, String connector, @Nullable String account) {
    UUID subscription = unpaid(customer, connector, account);
    billing.pay(owner(), subscription, null, Business.payment(owed(subscription))).orElseThrow();
    return subscription;
  }

  Money owed(UUID subscription) {
    return Objects.requireNonNull(billing.outlook(owner(), subscription).orElseThrow().payment())
        .bill()
        .amount();
  }

  private UUID taken(UUID customer, String connector, @Nullable String account, boolean trial) {
    return subscriptions
        .create(
            owner(), new NewSubscription(customer, connector, Interval.MONTH, trial, account, null))
        .orElseThrow()
        .subscription()
        .id();
  }
}
