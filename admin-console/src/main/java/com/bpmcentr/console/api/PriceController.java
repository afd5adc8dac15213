package com.bpmcentr.console.api;

import static com.bpmcentr.console.staff.Permission.MANAGE_CONNECTORS;

import com.bpmcentr.console.connector.ConnectorService;
import com.bpmcentr.console.price.PriceService;
import com.bpmcentr.console.staff.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
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

@RestController
@RequestMapping(path = ApiPaths.ROOT + "/prices", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Prices")
class PriceController {

  private final ConnectorService connectors;
  private final PriceService prices;

  PriceController(ConnectorService connectors, PriceService prices) {
    this.connectors = connectors;
    this.prices = prices;
  }

  @Operation(operationId = "listPrices", summary = "What a period costs today")
  @GetMapping
  Answer<Prices> list(Actor actor) {
    return Answer.ok(connectors.prices(actor), Prices::of);
  }

  @Operation(
      operationId = "listPriceChanges",
      summary = "Lists what held, holds and will hold, and what was withdrawn, the latest first")
  @GetMapping("/changes")
  @Listed(ApiList.PRICE_CHANGES)
  Answer<Listing<ListedPriceChangeJson>> changes(Actor actor, ListParameters parameters) {
    return Answer.page(
        prices.list(actor, parameters.query()), parameters, ListedPriceChangeJson::of);
  }

  @Operation(
      operationId = "previewPrice",
      summary = "Who would pay what at their next renewal, if the price were set")
  @PostMapping("/changes/preview")
  Answer<PricePreviewJson> preview(Actor actor, @Valid @RequestBody PriceFields fields) {
    return Answer.ok(prices.preview(actor, fields.form()), PricePreviewJson::of);
  }

  @Operation(operationId = "setPrice", summary = "Sets a price from a time on, never for the past")
  @PostMapping("/changes")
  @ResponseStatus(HttpStatus.CREATED)
  @Takes(MANAGE_CONNECTORS)
  Answer<PriceChangeJson> set(Actor actor, @Valid @RequestBody PriceFields fields) {
    return Answer.created(
        prices.set(actor, fields.form()),
        "/prices/changes",
        row -> row.change().id(),
        PriceChangeJson::of);
  }

  @Operation(
      operationId = "withdrawPrice",
      summary = "Takes back a price that does not hold yet, or that nobody was asked for")
  @PostMapping("/changes/{id}/withdraw")
  @Takes(MANAGE_CONNECTORS)
  Answer<PriceChangeJson> withdraw(
      Actor actor, @PathVariable UUID id, @RequestBody(required = false) @Nullable Reason body) {
    return Answer.ok(prices.withdraw(actor, id, Reason.optional(body)), PriceChangeJson::of);
  }
}
