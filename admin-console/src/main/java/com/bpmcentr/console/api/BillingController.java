package com.bpmcentr.console.api;

import static com.bpmcentr.console.staff.Permission.BILL;

import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.BillingService;
import com.bpmcentr.console.subscription.DiscountService;
import com.bpmcentr.console.subscription.SettledInvoice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What subscriptions cost. */
@RestController
@RequestMapping(
    path = ApiPaths.ROOT + "/subscriptions/{id}",
    produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Invoices")
class BillingController {

  private final BillingService billing;
  private final DiscountService discounts;
  private final Clock clock;

  BillingController(BillingService billing, DiscountService discounts, Clock clock) {
    this.billing = billing;
    this.discounts = discounts;
    this.clock = clock;
  }

  @Operation(
      operationId = "getBillingOutlook",
      summary = "What a payment, a refund and a change of interval would do now")
  @GetMapping("/billing")
  Answer<BillingOutlookJson> outlook(Actor actor, @PathVariable UUID id) {
    return Answer.ok(billing.outlook(actor, id), BillingOutlookJson::of);
  }

  @Operation(
      operationId = "recordPayment",
      summary = "Records a payment of the open invoice, or of the next period")
  @PostMapping("/payments")
  @ResponseStatus(HttpStatus.CREATED)
  @Publishes
  @Takes(BILL)
  Answer<InvoiceJson> pay(
      Actor actor, @PathVariable UUID id, @Valid @RequestBody SubscriptionPayment fields) {
    return Answer.created(
        billing.pay(actor, id, fields.version(), fields.entry()),
        "/invoices",
        settled -> settled.invoice().id(),
        this::json);
  }

  @Operation(
      operationId = "refundSubscription",
      summary = "Gives back what the rules say; renewal is turned off, and access ends accordingly")
  @PostMapping("/refund")
  @Publishes
  @Takes(BILL)
  Answer<SubscriptionJson> refund(
      Actor actor,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable VersionedReason body) {
    return Answer.ok(
        billing.refund(actor, id, VersionedReason.versionOf(body), VersionedReason.optional(body)),
        SubscriptionJson::of);
  }

  @Operation(
      operationId = "changeSubscriptionInterval",
      summary = "Makes periods monthly or yearly; a year in place of a month is in force when paid")
  @PostMapping("/change-interval")
  @Takes(BILL)
  Answer<SubscriptionJson> changeInterval(
      Actor actor, @PathVariable UUID id, @Valid @RequestBody IntervalChange body) {
    return Answer.ok(
        billing.changeInterval(actor, id, body.version(), body.interval(), body.reason()),
        SubscriptionJson::of);
  }

  @Operation(operationId = "endDiscount", summary = "The list's price again, for periods to come")
  @PostMapping("/end-discount")
  @Takes(BILL)
  Answer<SubscriptionJson> endDiscount(
      Actor actor,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable VersionedReason body) {
    return Answer.ok(
        discounts.end(actor, id, VersionedReason.versionOf(body), VersionedReason.optional(body)),
        SubscriptionJson::of);
  }

  private InvoiceJson json(SettledInvoice settled) {
    return InvoiceJson.of(settled.invoice(), settled.invoice().status(clock.instant()));
  }
}
