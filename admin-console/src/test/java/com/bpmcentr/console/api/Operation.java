package com.bpmcentr.console.api;

import static com.bpmcentr.console.staff.Permission.BILL;
import static com.bpmcentr.console.staff.Permission.IMPORT;
import static com.bpmcentr.console.staff.Permission.MANAGE_CONNECTORS;
import static com.bpmcentr.console.staff.Permission.MANAGE_CUSTOMERS;
import static com.bpmcentr.console.staff.Permission.MANAGE_STAFF;
import static com.bpmcentr.console.staff.Permission.OVERRIDE_LIMITS;
import static com.bpmcentr.console.staff.Permission.OWN_ACCOUNT;
import static com.bpmcentr.console.staff.Permission.READ;
import static com.bpmcentr.console.staff.Permission.READ_AUDIT;
import static com.bpmcentr.console.staff.Permission.READ_STAFF;
import static com.bpmcentr.console.staff.Permission.REVOKE;

import com.bpmcentr.console.access.StaffDetails;
import com.bpmcentr.console.activity.ActivitySubject;
import com.bpmcentr.console.apikey.NewApiKey;
import com.bpmcentr.console.bulk.BulkRequest;
import com.bpmcentr.console.bulk.Selection;
import com.bpmcentr.console.connector.ConnectorDetails;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.explain.AskedCheck;
import com.bpmcentr.console.invoice.PaymentEntry;
import com.bpmcentr.console.invoice.PaymentMethod;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.price.PriceForm;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.staff.Theme;
import com.bpmcentr.console.subscription.ActionName;
import com.bpmcentr.console.subscription.DiscountForm;
import com.bpmcentr.console.subscription.LifecycleRules;
import com.bpmcentr.console.subscription.NewSubscription;
import com.bpmcentr.console.usage.BlastRadius;
import com.bpmcentr.console.usage.UsageOf;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.Language;
import com.bpmcentr.license.OnStale;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that staff can do: the permission it takes, and how to try it. Who holds which
 * permission says {@link com.bpmcentr.console.staff.Role}. What is tried would change nothing: it
 * is done to things that are not there, or without what it needs.
 */
public enum Operation {
  LIST_CUSTOMERS(READ, "GET", "/customers", null, (s, a, c) -> s.customers().list(a, page())),
  GET_CUSTOMER(
      READ, "GET", "/customers/" + nobody(), null, (s, a, c) -> s.customers().get(a, id())),
  CREATE_CUSTOMER(
      MANAGE_CUSTOMERS,
      "POST",
      "/customers",
      "{\"email\":\"-\",\"name\":\"-\",\"country\":\"-\",\"locale\":\"en\"}",
      (s, a, c) -> s.customers().create(a, nobodysDetails())),
  EDIT_CUSTOMER(
      MANAGE_CUSTOMERS,
      "PATCH",
      "/customers/{customer}",
      "{\"version\":-1}",
      (s, a, c) -> s.customers().edit(a, c, -1, nobodysDetails())),
  BLOCK_CUSTOMER(
      MANAGE_CUSTOMERS,
      "POST",
      "/customers/" + nobody() + "/block",
      "{}",
      (s, a, c) -> s.customers().block(a, id(), null, "")),
  UNBLOCK_CUSTOMER(
      MANAGE_CUSTOMERS,
      "POST",
      "/customers/" + nobody() + "/unblock",
      "{}",
      (s, a, c) -> s.customers().unblock(a, id(), null, null)),

  COUNT_API_KEYS(READ, null, null, null, (s, a, c) -> s.keys().count(a, Map.of(), 1)),
  LIST_API_KEYS(READ, "GET", "/api-keys", null, (s, a, c) -> s.keys().list(a, page())),
  GET_API_KEY(READ, "GET", "/api-keys/" + nobody(), null, (s, a, c) -> s.keys().get(a, id())),
  CREATE_API_KEY(
      MANAGE_CUSTOMERS,
      "POST",
      "/customers/" + nobody() + "/api-keys",
      "{\"name\":\"-\",\"environment\":\"prod\"}",
      (s, a, c) -> s.keys().create(a, id(), new NewApiKey("-", Environment.PROD, null))),
  ROTATE_API_KEY(
      MANAGE_CUSTOMERS,
      "POST",
      "/api-keys/" + nobody() + "/rotate",
      "{\"overlapSeconds\":0}",
      (s, a, c) -> s.keys().rotate(a, id(), Duration.ZERO, "test")),
  RETIRE_API_KEY(
      MANAGE_CUSTOMERS,
      "POST",
      "/api-keys/" + nobody() + "/retire",
      "{\"notAfter\":\"2000-01-01T00:00:00Z\"}",
      (s, a, c) -> s.keys().retire(a, id(), Instant.EPOCH, null)),
  REVOKE_API_KEY(
      MANAGE_CUSTOMERS,
      "DELETE",
      "/api-keys/" + nobody(),
      null,
      (s, a, c) -> s.keys().revoke(a, id(), null)),

  LIST_SUBSCRIPTIONS(
      READ, "GET", "/subscriptions", null, (s, a, c) -> s.subscriptions().list(a, page())),
  GET_SUBSCRIPTION_TOTALS(
      READ,
      "GET",
      "/subscriptions/totals",
      null,
      (s, a, c) -> s.subscriptions().totals(a, Map.of())),
  GET_SUBSCRIPTION(
      READ, "GET", "/subscriptions/" + nobody(), null, (s, a, c) -> s.subscriptions().get(a, id())),
  COUNT_SUBSCRIPTIONS(READ, null, null, null, (s, a, c) -> s.subscriptions().count(a, Map.of(), 1)),
  LIST_SUBSCRIPTION_EVENTS(
      READ,
      "GET",
      "/subscriptions/" + nobody() + "/events",
      null,
      (s, a, c) -> s.subscriptions().timeline(a, id())),
  LIST_ACTIVITY(
      READ,
      "GET",
      "/activity/customer/" + nobody(),
      null,
      (s, a, c) -> s.activity().of(a, ActivitySubject.CUSTOMER, nobody(), 1)),
  LIST_STAFF_ACTIVITY(
      READ_STAFF,
      "GET",
      "/activity/staff/" + nobody(),
      null,
      (s, a, c) -> s.activity().of(a, ActivitySubject.STAFF, nobody(), 1)),
  GET_ATTENTION(READ, "GET", "/attention", null, (s, a, c) -> s.attention().needs(a)),
  GET_RECENT_ATTENTION(READ, null, null, null, (s, a, c) -> s.attention().recentNeeds(a)),
  GET_FEED(READ, "GET", "/feed", null, (s, a, c) -> s.feed().standing(a)),
  LIST_NOTICES(READ, "GET", "/notices", null, (s, a, c) -> s.notices().list(a, page())),
  LIST_DUE_WORK(READ, "GET", "/due-work", null, (s, a, c) -> s.dueWork().failures(a, page())),
  GET_DUE_STANDINGS(
      READ, "GET", "/due-work/standings", null, (s, a, c) -> s.dueWork().standings(a)),
  RETRY_DUE_WORK(
      BILL,
      "POST",
      "/due-work/" + nobody() + "/retry",
      "{}",
      (s, a, c) -> s.dueWork().retry(a, id())),
  CREATE_SUBSCRIPTION(
      BILL,
      "POST",
      "/subscriptions",
      order(false),
      (s, a, c) -> s.subscriptions().create(a, nobodysOrder(false))),
  START_TRIAL(
      MANAGE_CUSTOMERS,
      "POST",
      "/subscriptions",
      order(true),
      (s, a, c) -> s.subscriptions().create(a, nobodysOrder(true))),
  CHANGE_ACCOUNT(
      MANAGE_CUSTOMERS,
      "POST",
      "/subscriptions/" + nobody() + "/change-account",
      "{\"makeAccountId\":\"a\"}",
      (s, a, c) -> s.subscriptions().changeAccount(a, id(), null, "a", false, null)),
  CHANGE_ACCOUNT_PAST_THE_LIMIT(
      OVERRIDE_LIMITS,
      "POST",
      "/subscriptions/" + nobody() + "/change-account",
      "{\"makeAccountId\":\"a\",\"override\":true,\"reason\":\"-\"}",
      (s, a, c) -> s.subscriptions().changeAccount(a, id(), null, "a", true, "-")),
  CANCEL(
      BILL,
      "POST",
      "/subscriptions/" + nobody() + "/cancel",
      "{}",
      (s, a, c) -> s.subscriptions().cancel(a, id(), null, null)),
  REACTIVATE(
      BILL,
      "POST",
      "/subscriptions/" + nobody() + "/reactivate",
      "{}",
      (s, a, c) -> s.subscriptions().reactivate(a, id(), null, null)),
  SUSPEND(
      MANAGE_CUSTOMERS,
      "POST",
      "/subscriptions/" + nobody() + "/suspend",
      "{}",
      (s, a, c) -> s.subscriptions().suspend(a, id(), null, "")),
  RESUME(
      MANAGE_CUSTOMERS,
      "POST",
      "/subscriptions/" + nobody() + "/resume",
      "{}",
      (s, a, c) -> s.subscriptions().resume(a, id(), null, null)),
  REVOKE_SUBSCRIPTION(
      REVOKE,
      "POST",
      "/subscriptions/" + nobody() + "/revoke",
      "{}",
      (s, a, c) -> s.subscriptions().revoke(a, id(), null, "")),

  GET_BILLING_OUTLOOK(
      READ,
      "GET",
      "/subscriptions/" + nobody() + "/billing",
      null,
      (s, a, c) -> s.billing().outlook(a, id())),
  RECORD_PAYMENT(
      BILL,
      "POST",
      "/subscriptions/" + nobody() + "/payments",
      "{\"amount\":\"1\",\"currency\":\"USD\",\"method\":\"card\",\"reference\":\"-\"}",
      (s, a, c) ->
          s.billing()
              .pay(a, id(), null, new PaymentEntry("1", "USD", PaymentMethod.CARD, "-", null))),
  RECORD_JOINT_PAYMENT(
      BILL,
      "POST",
      "/customers/" + nobody() + "/payments",
      "{\"invoiceIds\":[],\"amount\":\"1\",\"currency\":\"USD\",\"method\":\"card\",\"reference\":\"-\"}",
      (s, a, c) ->
          s.billing()
              .payTogether(
                  a, id(), Set.of(), new PaymentEntry("1", "USD", PaymentMethod.CARD, "-", null))),
  REFUND_SUBSCRIPTION(
      BILL,
      "POST",
      "/subscriptions/" + nobody() + "/refund",
      "{}",
      (s, a, c) -> s.billing().refund(a, id(), null, null)),
  CHANGE_INTERVAL(
      BILL,
      "POST",
      "/subscriptions/" + nobody() + "/change-interval",
      "{\"interval\":\"year\"}",
      (s, a, c) -> s.billing().changeInterval(a, id(), null, Interval.YEAR, null)),
  GIVE_DISCOUNT(
      BILL,
      "POST",
      "/customers/" + nobody() + "/discounts",
      "{\"subscriptionIds\":[],\"percent\":\"1\",\"reason\":\"-\"}",
      (s, a, c) ->
          s.discounts().give(a, id(), Set.of(), Map.of(), new DiscountForm("1", null, "-", null))),
  END_DISCOUNT(
      BILL,
      "POST",
      "/subscriptions/" + nobody() + "/end-discount",
      "{}",
      (s, a, c) -> s.discounts().end(a, id(), null, null)),
  RESTORE_DISCOUNTS(
      BILL,
      "POST",
      "/customers/" + nobody() + "/discounts/restore",
      "{\"subscriptions\":[],\"reason\":\"-\"}",
      (s, a, c) -> s.discounts().restore(a, id(), List.of(), "-")),
  LIST_INVOICES(READ, "GET", "/invoices", null, (s, a, c) -> s.invoices().list(a, page())),
  GET_INVOICE_TOTALS(
      READ, "GET", "/invoices/totals", null, (s, a, c) -> s.invoices().totals(a, Map.of())),
  COUNT_INVOICES(READ, null, null, null, (s, a, c) -> s.invoices().count(a, Map.of(), 1)),
  GET_INVOICE(READ, "GET", "/invoices/" + nobody(), null, (s, a, c) -> s.invoices().get(a, id())),
  VOID_INVOICE(
      BILL,
      "POST",
      "/invoices/" + nobody() + "/void",
      "{}",
      (s, a, c) -> s.billing().voidInvoice(a, id(), null)),
  PREVIEW_REVERSAL(
      READ,
      "GET",
      "/invoices/" + nobody() + "/reverse/preview",
      null,
      (s, a, c) -> s.billing().previewReversal(a, id())),
  REVERSE_PAYMENT(
      OVERRIDE_LIMITS,
      "POST",
      "/invoices/" + nobody() + "/reverse",
      "{}",
      (s, a, c) -> s.billing().reversePayment(a, id(), null)),

  CANCEL_MANY(
      BILL,
      "POST",
      "/subscriptions/bulk",
      none("cancel"),
      (s, a, c) -> s.bulk().request(a, "subscription", noneOf("cancel"))),
  REACTIVATE_MANY(
      BILL,
      "POST",
      "/subscriptions/bulk",
      none("reactivate"),
      (s, a, c) -> s.bulk().request(a, "subscription", noneOf("reactivate"))),
  SUSPEND_MANY(
      MANAGE_CUSTOMERS,
      "POST",
      "/subscriptions/bulk",
      none("suspend"),
      (s, a, c) -> s.bulk().request(a, "subscription", noneOf("suspend"))),
  RESUME_MANY(
      MANAGE_CUSTOMERS,
      "POST",
      "/subscriptions/bulk",
      none("resume"),
      (s, a, c) -> s.bulk().request(a, "subscription", noneOf("resume"))),
  REVOKE_MANY_SUBSCRIPTIONS(
      REVOKE,
      "POST",
      "/subscriptions/bulk",
      none("revoke"),
      (s, a, c) -> s.bulk().request(a, "subscription", noneOf("revoke"))),
  BLOCK_MANY(
      MANAGE_CUSTOMERS,
      "POST",
      "/customers/bulk",
      none("block"),
      (s, a, c) -> s.bulk().request(a, "customer", noneOf("block"))),
  UNBLOCK_MANY(
      MANAGE_CUSTOMERS,
      "POST",
      "/customers/bulk",
      none("unblock"),
      (s, a, c) -> s.bulk().request(a, "customer", noneOf("unblock"))),
  REVOKE_MANY_API_KEYS(
      MANAGE_CUSTOMERS,
      "POST",
      "/api-keys/bulk",
      none("revoke"),
      (s, a, c) -> s.bulk().request(a, "api-key", noneOf("revoke"))),
  PREVIEW_MANY_SUBSCRIPTIONS(
      REVOKE,
      "POST",
      "/subscriptions/bulk/preview",
      none("revoke"),
      (s, a, c) -> s.bulk().preview(a, "subscription", "revoke", nothing())),
  PREVIEW_MANY_CUSTOMERS(
      MANAGE_CUSTOMERS,
      "POST",
      "/customers/bulk/preview",
      none("block"),
      (s, a, c) -> s.bulk().preview(a, "customer", "block", nothing())),
  PREVIEW_MANY_API_KEYS(
      MANAGE_CUSTOMERS,
      "POST",
      "/api-keys/bulk/preview",
      none("revoke"),
      (s, a, c) -> s.bulk().preview(a, "api-key", "revoke", nothing())),
  COUNT_JOBS(READ, null, null, null, (s, a, c) -> s.jobs().count(a, Map.of(), 1)),
  LIST_JOBS(READ, "GET", "/jobs", null, (s, a, c) -> s.jobs().list(a, page())),
  GET_JOB(READ, "GET", "/jobs/" + nobody(), null, (s, a, c) -> s.jobs().detail(a, id(), page())),
  // What the job itself takes is asked of the job: JobsApiIT.
  STOP_JOB(
      READ,
      "POST",
      "/jobs/" + nobody() + "/stop",
      "{\"reason\":\"-\"}",
      (s, a, c) -> s.jobs().stop(a, id(), "-")),
  LOOK_AT_JOB(READ, null, null, null, (s, a, c) -> s.jobs().get(a, id())),
  LIST_JOB_RESULTS(READ, null, null, null, (s, a, c) -> s.jobs().results(a, id(), page())),
  LIST_CONNECTORS(READ, "GET", "/connectors", null, (s, a, c) -> s.connectors().list(a, page())),
  GET_CONNECTOR(
      READ, "GET", "/connectors/no-such", null, (s, a, c) -> s.connectors().get(a, "no-such")),
  CREATE_CONNECTOR(
      MANAGE_CONNECTORS,
      "POST",
      "/connectors",
      "{\"id\":\"-\",\"name\":\"\",\"group\":\"-\",\"category\":\"free\"}",
      (s, a, c) -> s.connectors().create(a, "-", nothingsDetails())),
  EDIT_CONNECTOR(
      MANAGE_CONNECTORS,
      "PATCH",
      "/connectors/rozetka",
      "{\"version\":-1}",
      (s, a, c) -> s.connectors().edit(a, "rozetka", -1, nothingsDetails(), null)),
  PUBLISH_CONNECTOR(
      MANAGE_CONNECTORS,
      "POST",
      "/connectors/no-such/publish",
      null,
      (s, a, c) -> s.connectors().publish(a, "no-such", null)),
  RETIRE_CONNECTOR(
      MANAGE_CONNECTORS,
      "POST",
      "/connectors/no-such/retire",
      null,
      (s, a, c) -> s.connectors().retire(a, "no-such", null, "test")),
  ADD_CONNECTOR_SECRET(
      MANAGE_CONNECTORS,
      "POST",
      "/connectors/no-such/secrets",
      "{\"overlapSeconds\":0}",
      (s, a, c) -> s.connectors().addSecret(a, "no-such", Duration.ZERO, "test")),
  REMOVE_CONNECTOR_SECRETS(
      MANAGE_CONNECTORS,
      "DELETE",
      "/connectors/no-such/secrets",
      null,
      (s, a, c) -> s.connectors().removeSecrets(a, "no-such", "test")),

  LIST_PRICES(READ, "GET", "/prices", null, (s, a, c) -> s.connectors().prices(a)),
  LIST_PRICE_CHANGES(READ, "GET", "/prices/changes", null, (s, a, c) -> s.prices().list(a, page())),
  PREVIEW_PRICE(
      READ,
      "POST",
      "/prices/changes/preview",
      "{\"month\":\"-\",\"year\":\"-\"}",
      (s, a, c) -> s.prices().preview(a, nothingsPrice())),
  SET_PRICE(
      MANAGE_CONNECTORS,
      "POST",
      "/prices/changes",
      "{\"month\":\"-\",\"year\":\"-\"}",
      (s, a, c) -> s.prices().set(a, nothingsPrice())),
  WITHDRAW_PRICE(
      MANAGE_CONNECTORS,
      "POST",
      "/prices/changes/" + nobody() + "/withdraw",
      "{}",
      (s, a, c) -> s.prices().withdraw(a, id(), "")),
  LIST_USAGE(READ, "GET", "/usage", null, (s, a, c) -> s.usage().list(a, page())),
  GET_KEY_USAGE(
      READ, "GET", "/api-keys/" + nobody() + "/usage", null, (s, a, c) -> s.usage().ofKey(a, id())),
  GET_KEY_USAGE_BY_DAY(
      READ,
      "GET",
      "/api-keys/" + nobody() + "/usage/days",
      null,
      (s, a, c) -> s.usage().byDay(a, UsageOf.API_KEY, id(), ZoneOffset.UTC)),
  GET_SUBSCRIPTION_USAGE_BY_DAY(
      READ,
      "GET",
      "/subscriptions/" + nobody() + "/usage/days",
      null,
      (s, a, c) -> s.usage().byDay(a, UsageOf.SUBSCRIPTION, id(), ZoneOffset.UTC)),
  GET_SUBSCRIPTION_BLAST_RADIUS(
      READ,
      "GET",
      "/subscriptions/" + nobody() + "/blast-radius",
      null,
      (s, a, c) -> s.usage().blastRadius(a, BlastRadius.Subject.SUBSCRIPTION, id())),
  GET_CUSTOMER_BLAST_RADIUS(
      READ,
      "GET",
      "/customers/" + nobody() + "/blast-radius",
      null,
      (s, a, c) -> s.usage().blastRadius(a, BlastRadius.Subject.CUSTOMER, id())),
  GET_KEY_BLAST_RADIUS(
      READ,
      "GET",
      "/api-keys/" + nobody() + "/blast-radius",
      null,
      (s, a, c) -> s.usage().blastRadius(a, BlastRadius.Subject.API_KEY, id())),
  GET_CONNECTOR_BLAST_RADIUS(
      READ,
      "GET",
      "/connectors/no-such/blast-radius",
      null,
      (s, a, c) -> s.usage().ofConnector(a, "no-such")),
  PREVIEW_SUBSCRIPTION_ACTION(
      READ,
      "GET",
      "/subscriptions/" + nobody() + "/preview?action=revoke",
      null,
      (s, a, c) -> s.subscriptions().preview(a, id(), ActionName.REVOKE)),
  EXPORT_CUSTOMERS(
      READ,
      "GET",
      "/exports/customers",
      null,
      (s, a, c) -> s.exports().export(a, "customers", Map.of())),
  EXPORT_AUDIT(
      READ_AUDIT,
      "GET",
      "/exports/audit",
      null,
      (s, a, c) -> s.exports().export(a, "audit", Map.of())),
  EXPORT_PRICES(
      READ, "GET", "/exports/prices", null, (s, a, c) -> s.exports().export(a, "prices", Map.of())),
  EXPORT_STAFF(
      READ_STAFF,
      "GET",
      "/exports/staff",
      null,
      (s, a, c) -> s.exports().export(a, "staff", Map.of())),
  LIST_SAVED_VIEWS(
      READ,
      "GET",
      "/saved-views?list=customers",
      null,
      (s, a, c) -> s.views().list(a, "customers")),
  SAVE_VIEW(
      READ,
      "POST",
      "/saved-views",
      "{\"list\":\"!\",\"name\":\"-\",\"query\":\"-\"}",
      (s, a, c) -> s.views().save(a, "!", "-", "-")),
  REMOVE_SAVED_VIEW(
      READ, "DELETE", "/saved-views/" + nobody(), null, (s, a, c) -> s.views().remove(a, id())),
  GET_KEY_HANDOVER(
      READ,
      "GET",
      "/api-keys/" + nobody() + "/handover",
      null,
      (s, a, c) -> s.usage().handover(a, id())),
  SEARCH(READ, "GET", "/search", null, (s, a, c) -> s.search().find(a, "nobody")),
  EXPLAIN(
      READ,
      "POST",
      "/explain",
      "{\"connectorId\":\"no-such\",\"account\":\"1\"}",
      (s, a, c) -> s.explain().explain(a, nobodysCheck())),
  LIST_EDGES(READ, "GET", "/edges", null, (s, a, c) -> s.edges().list(a, page())),
  GET_EDGE(READ, "GET", "/edges/no-such", null, (s, a, c) -> s.edgeHistory().get(a, "no-such")),
  GET_RECEIPTS(
      READ,
      "GET",
      "/receipts/1-1",
      null,
      (s, a, c) -> s.edges().receipts(a, new FeedPosition(1, 1))),
  START_IMPORT(IMPORT, "POST", "/imports", "\n", (s, a, c) -> importNothing(s, a)),
  PREVIEW_IMPORT(IMPORT, "POST", "/imports/preview", "\n", (s, a, c) -> previewNothing(s, a)),
  LIST_IMPORTS(READ, "GET", "/imports", null, (s, a, c) -> s.imports().list(a, page())),
  GET_IMPORT(READ, "GET", "/imports/" + nobody(), null, (s, a, c) -> s.imports().get(a, id())),
  LIST_REFUSED_LINES(
      READ,
      "GET",
      "/imports/" + nobody() + "?limit=1",
      null,
      (s, a, c) -> s.imports().refusedLines(a, id(), page())),
  FETCH_IMPORT_KEYS(
      IMPORT,
      "GET",
      "/imports/" + nobody() + "/keys",
      null,
      (s, a, c) -> s.imports().fetchKeys(a, id())),

  LIST_AUDIT(READ_AUDIT, "GET", "/audit", null, (s, a, c) -> s.audit().list(a, page())),
  VERIFY_AUDIT(READ_AUDIT, "GET", "/audit/verification", null, (s, a, c) -> s.audit().verify(a)),

  GET_SETTINGS(READ_STAFF, "GET", "/settings", null, (s, a, c) -> s.settings().get(a)),
  EDIT_SETTINGS(
      MANAGE_STAFF,
      "PATCH",
      "/settings",
      "{\"version\":-1}",
      (s, a, c) -> s.settings().edit(a, -1, LifecycleRules.in(ZoneOffset.UTC), null)),

  GET_SIGNING_KEYS(READ_STAFF, "GET", "/signing-keys", null, (s, a, c) -> s.signingKeys().get(a)),
  REISSUE(
      MANAGE_STAFF,
      "POST",
      "/signing-keys/reissue",
      "{}",
      (s, a, c) -> s.signingKeys().reissue(a, null)),

  REPAIR_FEED(MANAGE_STAFF, "POST", "/feed/repair", "{}", (s, a, c) -> s.repairs().repair(a, "")),

  LIST_STAFF(READ_STAFF, "GET", "/staff", null, (s, a, c) -> s.staff().list(a, page())),
  GET_STAFF(READ_STAFF, "GET", "/staff/" + nobody(), null, (s, a, c) -> s.staff().get(a, id())),
  CREATE_STAFF(
      MANAGE_STAFF,
      "POST",
      "/staff",
      "{\"email\":\"-\",\"name\":\"-\",\"role\":\"auditor\",\"locale\":\"en\"}",
      (s, a, c) -> s.staff().create(a, "-", nobodysAccount())),
  EDIT_STAFF(
      MANAGE_STAFF,
      "PATCH",
      "/staff/{member}",
      "{\"version\":-1}",
      (s, a, c) -> s.staff().edit(a, id(), -1, nobodysAccount())),
  DISABLE_STAFF(
      MANAGE_STAFF,
      "POST",
      "/staff/" + nobody() + "/disable",
      "{}",
      (s, a, c) -> s.staff().disable(a, id(), null, "")),
  ENABLE_STAFF(
      MANAGE_STAFF,
      "POST",
      "/staff/" + nobody() + "/enable",
      "{}",
      (s, a, c) -> s.staff().enable(a, id(), null, null)),
  UNLOCK_STAFF(
      MANAGE_STAFF,
      "POST",
      "/staff/" + nobody() + "/unlock",
      null,
      (s, a, c) -> s.staff().unlock(a, id())),
  RESET_PASSWORD(
      MANAGE_STAFF,
      "POST",
      "/staff/" + nobody() + "/reset-password",
      null,
      (s, a, c) -> s.staff().resetPassword(a, id())),
  LIST_ACCESS_TOKENS(
      READ_STAFF, "GET", "/access-tokens", null, (s, a, c) -> s.tokens().list(a, page())),
  GET_ACCESS_TOKEN(
      READ_STAFF, "GET", "/access-tokens/" + nobody(), null, (s, a, c) -> s.tokens().get(a, id())),
  CREATE_ACCESS_TOKEN(
      MANAGE_STAFF,
      "POST",
      "/staff/" + nobody() + "/access-tokens",
      "{\"name\":\"-\"}",
      (s, a, c) -> s.tokens().create(a, id(), "-", null)),
  REVOKE_ACCESS_TOKEN(
      MANAGE_STAFF,
      "DELETE",
      "/access-tokens/" + nobody(),
      null,
      (s, a, c) -> s.tokens().revoke(a, id(), null)),

  GET_OWN_ACCOUNT(OWN_ACCOUNT, "GET", "/me", null, (s, a, c) -> s.own().get(a)),
  EDIT_OWN_ACCOUNT(
      OWN_ACCOUNT,
      "PATCH",
      "/me",
      "{\"version\":-1}",
      (s, a, c) -> s.own().edit(a, -1, Language.EN, Theme.SYSTEM)),
  CHANGE_OWN_PASSWORD(
      OWN_ACCOUNT,
      "PUT",
      "/me/password",
      "{\"currentPassword\":\"-\",\"newPassword\":\"-\"}",
      (s, a, c) -> s.own().changePassword(a, new Secret("-"), new Secret("-")));

  /** A call of a service on behalf of an actor; the id is of a customer that is there. */
  interface ServiceCall {
    Result<?> by(Services services, Actor actor, UUID customerId);
  }

  private final Permission permission;
  private final @Nullable String method;
  private final @Nullable String path;
  private final @Nullable String body;
  private final ServiceCall call;

  Operation(
      Permission permission,
      @Nullable String method,
      @Nullable String path,
      @Nullable String body,
      ServiceCall call) {
    this.permission = permission;
    this.method = method;
    this.path = path;
    this.body = body;
    this.call = call;
  }

  public Permission permission() {
    return permission;
  }

  String method() {
    return String.valueOf(method);
  }

  /** Absent where the API has another call for it. */
  @Nullable String path() {
    return path;
  }

  @Nullable String body() {
    return body;
  }

  /** Of the body, where the call has one. */
  String contentType() {
    return this == START_IMPORT || this == PREVIEW_IMPORT ? ImportMedia.NDJSON : "application/json";
  }

  Result<?> call(Services services, Actor actor, String customerId) {
    return call.by(services, actor, UUID.fromString(customerId));
  }

  private static Result<?> importNothing(Services services, Actor actor) {
    try {
      return services.imports().receive(actor, InputStream.nullInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Result<?> previewNothing(Services services, Actor actor) {
    try {
      return services.imports().preview(actor, InputStream.nullInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String nobody() {
    return "00000000-0000-0000-0000-000000000001";
  }

  private static UUID id() {
    return UUID.fromString(nobody());
  }

  private static ListQuery page() {
    return ListQuery.first(1);
  }

  private static BulkRequest noneOf(String action) {
    return new BulkRequest(action, nothing(), "-");
  }

  private static Selection nothing() {
    return new Selection.Ids(List.of());
  }

  private static String none(String action) {
    return "{\"action\":\"%s\",\"ids\":[],\"reason\":\"-\"}".formatted(action);
  }

  private static CustomerDetails nobodysDetails() {
    return new CustomerDetails("-", "-", null, "-", Language.EN);
  }

  private static StaffDetails nobodysAccount() {
    return new StaffDetails("-", Role.AUDITOR, Language.EN);
  }

  private static PriceForm nothingsPrice() {
    return PriceForm.of(null, null, "-", "-", null, null);
  }

  private static ConnectorDetails nothingsDetails() {
    return new ConnectorDetails(
        "", "-", Category.FREE, ConnectorState.DRAFT, Duration.ZERO, OnStale.REFUSE);
  }

  private static AskedCheck nobodysCheck() {
    return new AskedCheck(null, null, "no-such", "1", null, null);
  }

  private static NewSubscription nobodysOrder(boolean trial) {
    return new NewSubscription(id(), "no-such", Interval.MONTH, trial, null, null);
  }

  private static String order(boolean trial) {
    return "{\"customerId\":\"%s\",\"connectorId\":\"no-such\",\"interval\":\"month\",\"trial\":%s}"
        .formatted(nobody(), trial);
  }
}
