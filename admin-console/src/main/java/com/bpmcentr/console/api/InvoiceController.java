package com.bpmcentr.console.api;

import static com.bpmcentr.console.staff.Permission.BILL;
import static com.bpmcentr.console.staff.Permission.OVERRIDE_LIMITS;

import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceService;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.BillingService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = ApiPaths.ROOT + "/invoices", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Invoices")
class InvoiceController {

  private final InvoiceService invoices;
  private final BillingService billing;
  private final Clock clock;

  InvoiceController(InvoiceService invoices, BillingService billing, Clock clock) {
    this.invoices = invoices;
    this.billing = billing;
    this.clock = clock;
  }

  @Operation(operationId = "listInvoices", summary = "Lists invoices, the newest first")
  @GetMapping
  @Listed(ApiList.INVOICES)
  Answer<Listing<ListedInvoiceJson>> list(Actor actor, ListParameters parameters) {
    return Answer.page(invoices.list(actor, parameters.query()), parameters, ListedInvoiceJson::of);
  }

  @Operation(
      operationId = "getInvoiceTotals",
      summary = "What the invoices that the filters leave come to, by currency")
  @GetMapping("/totals")
  @Listed(value = ApiList.INVOICES, sorted = false)
  Answer<InvoiceTotalsJson> totals(Actor actor, ListParameters parameters) {
    return Answer.filtered(
        invoices.totals(actor, parameters.query().filters()), parameters, InvoiceTotalsJson::of);
  }

  @Operation(operationId = "getInvoice", summary = "One invoice with its payment")
  @GetMapping("/{id}")
  Answer<ListedInvoiceJson> get(Actor actor, @PathVariable UUID id) {
    return Answer.ok(invoices.get(actor, id), ListedInvoiceJson::of);
  }

  @Operation(
      operationId = "voidInvoice",
      summary = "Makes an open invoice void; what is still owed is asked for anew")
  @PostMapping("/{id}/void")
  @Takes(BILL)
  Answer<InvoiceJson> makeVoid(
      Actor actor, @PathVariable UUID id, @RequestBody(required = false) @Nullable Reason body) {
    return Answer.ok(
        billing.voidInvoice(actor, id, Reason.text(body)),
        (Invoice invoice) -> InvoiceJson.of(invoice, invoice.status(clock.instant())));
  }

  @Operation(
      operationId = "previewReversal",
      summary = "What reversing its payment would change if it were done now; does nothing")
  @GetMapping("/{id}/reverse/preview")
  Answer<ActionPreviewJson> previewReversal(Actor actor, @PathVariable UUID id) {
    return Answer.ok(billing.previewReversal(actor, id), ActionPreviewJson::of);
  }

  @Operation(
      operationId = "reversePayment",
      summary = "Takes back that an invoice was paid; what it paid for is owed again")
  @PostMapping("/{id}/reverse")
  @Publishes
  @Takes(OVERRIDE_LIMITS)
  Answer<InvoiceJson> reverse(
      Actor actor, @PathVariable UUID id, @RequestBody(required = false) @Nullable Reason body) {
    return Answer.ok(
        billing.reversePayment(actor, id, Reason.text(body)),
        settled -> InvoiceJson.of(settled.invoice(), settled.invoice().status(clock.instant())));
  }
}
