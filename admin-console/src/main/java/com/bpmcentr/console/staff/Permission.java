package com.bpmcentr.console.staff;

/** What a service method asks of its actor before it does anything else. */
public enum Permission {
  /** One's own account: password, language, theme. */
  OWN_ACCOUNT,
  /** Customers, subscriptions, key prefixes, connectors, invoices, usage, edges. */
  READ,
  /** Customers, bindings, staff holds, trials, and creating, rotating and revoking keys. */
  MANAGE_CUSTOMERS,
  /** Paid subscriptions, invoices, payments, refunds, discounts, cancelling and reactivating. */
  BILL,
  /** Making customers, keys and subscriptions in bulk, and fetching the keys that were made. */
  IMPORT,
  /** Ending a subscription for good. */
  REVOKE,
  /** Going past a limit of the rules, with a reason. */
  OVERRIDE_LIMITS,
  /** Connectors, their policies and their prices. */
  MANAGE_CONNECTORS,
  READ_AUDIT,
  /** Staff accounts, access tokens, signing keys and settings, to look at. */
  READ_STAFF,
  /** Staff accounts, access tokens, signing keys and settings, to change. */
  MANAGE_STAFF
}
