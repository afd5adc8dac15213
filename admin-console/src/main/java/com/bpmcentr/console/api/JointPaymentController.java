package com.bpmcentr.console.api;

import static com.bpmcentr.console.staff.Permission.BILL;

import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.BillingService;
import com.bpmcentr.console.subscription.SettledInvoice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(
    path = ApiPaths.ROOT + "/customers/{id}/payments",
    produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Invoices")
class JointPaymentController {

  private final BillingService billing;
  private final Clock clock;

  JointPaymentController(BillingService billing, Clock clock) {
    this.billing = billing;
    this.clock = clock;
  }

  @Operation(
      operationId = "recordJointPayment",
      summary = "Records one payment of several open invoices of a customer")
  @PostMapping
  @Publishes
  @Takes(BILL)
  Answer<PaidTogetherJson> pay(
      Actor actor, @PathVariable UUID id, @Valid @RequestBody JointPaymentFields fields) {
    return Answer.ok(billing.payTogether(actor, id, fields.invoices(), fields.entry()), this::json);
  }

  private PaidTogetherJson json(List<SettledInvoice> settled) {
    return new PaidTogetherJson(
        settled.stream()
            .map(each -> InvoiceJson.of(each.invoice(), each.invoice().status(clock.instant())))
            .toList());
  }
}
