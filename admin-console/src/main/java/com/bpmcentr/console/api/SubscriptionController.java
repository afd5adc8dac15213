package com.bpmcentr.console.api;

import static com.bpmcentr.console.staff.Permission.BILL;
import static com.bpmcentr.console.staff.Permission.MANAGE_CUSTOMERS;
import static com.bpmcentr.console.staff.Permission.REVOKE;

import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.ActionName;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.license.WireName;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(
    path = ApiPaths.ROOT + "/subscriptions",
    produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Subscriptions")
class SubscriptionController {

  private final SubscriptionService subscriptions;

  SubscriptionController(SubscriptionService subscriptions) {
    this.subscriptions = subscriptions;
  }

  @Operation(
      operationId = "createSubscription",
      summary = "Subscribes a customer to a connector, paid or as a trial")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Publishes
  @Takes({BILL, MANAGE_CUSTOMERS})
  Answer<SubscriptionJson> create(Actor actor, @Valid @RequestBody NewSubscriptionFields fields) {
    return Answer.created(
        subscriptions.create(actor, fields.asked()),
        "/subscriptions",
        view -> view.subscription().id(),
        SubscriptionJson::of);
  }

  @Operation(operationId = "listSubscriptions", summary = "Lists subscriptions")
  @GetMapping
  @Listed(ApiList.SUBSCRIPTIONS)
  Answer<Listing<ListedSubscriptionJson>> list(Actor actor, ListParameters parameters) {
    return Answer.page(
        subscriptions.list(actor, parameters.query()), parameters, ListedSubscriptionJson::of);
  }

  @Operation(
      operationId = "getSubscriptionTotals",
      summary = "What the subscriptions that the filters leave come to, by currency")
  @GetMapping("/totals")
  @Listed(value = ApiList.SUBSCRIPTIONS, sorted = false)
  Answer<SubscriptionTotalsJson> totals(Actor actor, ListParameters parameters) {
    return Answer.filtered(
        subscriptions.totals(actor, parameters.query().filters()),
        parameters,
        SubscriptionTotalsJson::of);
  }

  @Operation(
      operationId = "getSubscription",
      summary = "One subscription with all that is known of it")
  @GetMapping("/{id}")
  Answer<SubscriptionDetailJson> get(Actor actor, @PathVariable UUID id) {
    return Answer.ok(subscriptions.get(actor, id), SubscriptionDetailJson::of);
  }

  @Operation(
      operationId = "listSubscriptionEvents",
      summary = "What happened to a subscription, the newest first")
  @GetMapping("/{id}/events")
  Answer<SubscriptionEventJson.All> events(Actor actor, @PathVariable UUID id) {
    return Answer.ok(subscriptions.timeline(actor, id), SubscriptionEventJson.All::of);
  }

  @Operation(
      operationId = "previewSubscriptionAction",
      summary = "What an action would change if it were done now; does nothing")
  @GetMapping("/{id}/preview")
  Answer<ActionPreviewJson> preview(
      Actor actor, @PathVariable UUID id, @RequestParam String action) {
    ActionName name =
        WireName.find(ActionName.class, action)
            .orElseThrow(() -> new InvalidRequestException("action", "is none of the actions"));
    return Answer.ok(subscriptions.preview(actor, id, name), ActionPreviewJson::of);
  }

  @Operation(
      operationId = "cancelSubscription",
      summary = "Turns renewal off: it works to its period's end")
  @PostMapping("/{id}/cancel")
  @Publishes
  @Takes(BILL)
  Answer<SubscriptionJson> cancel(
      Actor actor,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable VersionedReason body) {
    return Answer.ok(
        subscriptions.cancel(
            actor, id, VersionedReason.versionOf(body), VersionedReason.optional(body)),
        SubscriptionJson::of);
  }

  @Operation(
      operationId = "reactivateSubscription",
      summary = "Turns renewal on again; after the end it starts a period now")
  @PostMapping("/{id}/reactivate")
  @Publishes
  @Takes(BILL)
  Answer<SubscriptionJson> reactivate(
      Actor actor,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable VersionedReason body) {
    return Answer.ok(
        subscriptions.reactivate(
            actor, id, VersionedReason.versionOf(body), VersionedReason.optional(body)),
        SubscriptionJson::of);
  }

  @Operation(
      operationId = "suspendSubscription",
      summary = "Puts staff's hold on: it stops working now")
  @PostMapping("/{id}/suspend")
  @Publishes
  @Takes(MANAGE_CUSTOMERS)
  Answer<SubscriptionJson> suspend(
      Actor actor,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable VersionedReason body) {
    return Answer.ok(
        subscriptions.suspend(
            actor, id, VersionedReason.versionOf(body), VersionedReason.text(body)),
        SubscriptionJson::of);
  }

  @Operation(operationId = "resumeSubscription", summary = "Lifts staff's hold")
  @PostMapping("/{id}/resume")
  @Publishes
  @Takes(MANAGE_CUSTOMERS)
  Answer<SubscriptionJson> resume(
      Actor actor,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable VersionedReason body) {
    return Answer.ok(
        subscriptions.resume(
            actor, id, VersionedReason.versionOf(body), VersionedReason.optional(body)),
        SubscriptionJson::of);
  }

  @Operation(operationId = "revokeSubscription", summary = "Ends a subscription now, for good")
  @PostMapping("/{id}/revoke")
  @Publishes
  @Takes(REVOKE)
  Answer<SubscriptionJson> revoke(
      Actor actor,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable VersionedReason body) {
    return Answer.ok(
        subscriptions.revoke(
            actor, id, VersionedReason.versionOf(body), VersionedReason.text(body)),
        SubscriptionJson::of);
  }

  @Operation(
      operationId = "changeSubscriptionAccount",
      summary = "Ties a subscription to another Make account")
  @PostMapping("/{id}/change-account")
  @Publishes
  @Takes(MANAGE_CUSTOMERS)
  Answer<MovedSubscriptionJson> changeAccount(
      Actor actor, @PathVariable UUID id, @Valid @RequestBody AccountChange body) {
    return Answer.ok(
        subscriptions.changeAccount(
            actor,
            id,
            body.version(),
            body.makeAccountId(),
            body.overrides(),
            body.reasonFor(actor)),
        MovedSubscriptionJson::of);
  }
}
