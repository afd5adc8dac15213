package com.bpmcentr.console.api;

import static com.bpmcentr.console.staff.Permission.BILL;

import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.DiscountService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(
    path = ApiPaths.ROOT + "/customers/{id}/discounts",
    produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Invoices")
class DiscountController {

  private final DiscountService discounts;

  DiscountController(DiscountService discounts) {
    this.discounts = discounts;
  }

  @Operation(
      operationId = "giveDiscount",
      summary = "Gives one discount to several subscriptions of a customer")
  @PostMapping
  @Takes(BILL)
  Answer<DiscountedJson> give(
      Actor actor, @PathVariable UUID id, @Valid @RequestBody DiscountFields fields) {
    return Answer.ok(
        discounts.give(actor, id, fields.subscriptions(), fields.seen(), fields.form()),
        DiscountedJson::of);
  }

  @Operation(
      operationId = "restoreDiscounts",
      summary =
          "Puts discounts back as they were, exactly: takes back that they were given or ended")
  @PostMapping("/restore")
  @Takes(BILL)
  Answer<DiscountedJson> restore(
      Actor actor, @PathVariable UUID id, @Valid @RequestBody FormerDiscounts body) {
    return Answer.ok(
        discounts.restore(actor, id, body.formers(), body.reason()), DiscountedJson::of);
  }
}
