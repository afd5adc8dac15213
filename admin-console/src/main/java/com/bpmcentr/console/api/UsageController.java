package com.bpmcentr.console.api;

import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.CurrentRules;
import com.bpmcentr.console.usage.BlastRadius;
import com.bpmcentr.console.usage.UsageDay;
import com.bpmcentr.console.usage.UsageOf;
import com.bpmcentr.console.usage.UsageService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = ApiPaths.ROOT, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Usage")
class UsageController {

  private final UsageService usage;
  private final CurrentRules rules;

  UsageController(UsageService usage, CurrentRules rules) {
    this.usage = usage;
    this.rules = rules;
  }

  @Operation(
      operationId = "listUsage",
      summary = "Lists what edges have counted in the last 35 days, by the hour, the newest first")
  @GetMapping("/usage")
  @Listed(ApiList.USAGE)
  Answer<Listing<UsageJson>> list(Actor actor, ListParameters parameters) {
    return Answer.page(usage.list(actor, parameters.query()), parameters, UsageJson::of);
  }

  @Operation(
      operationId = "getApiKeyUsage",
      summary = "When a key was last used, and from which accounts")
  @GetMapping("/api-keys/{id}/usage")
  Answer<KeyUseJson> ofKey(Actor actor, @PathVariable UUID id) {
    return Answer.ok(usage.ofKey(actor, id), KeyUseJson::of);
  }

  @Operation(
      operationId = "getApiKeyUsageByDay",
      summary =
          "What a key was used for on each of the last 30 days, as the company's zone has them")
  @GetMapping("/api-keys/{id}/usage/days")
  Answer<DaysJson> ofKeyByDay(Actor actor, @PathVariable UUID id) {
    return Answer.ok(usage.byDay(actor, UsageOf.API_KEY, id, rules.get().zone()), DaysJson::of);
  }

  @Operation(
      operationId = "getSubscriptionUsageByDay",
      summary =
          "What was counted for a subscription on each of the last 30 days, without test keys")
  @GetMapping("/subscriptions/{id}/usage/days")
  Answer<DaysJson> ofSubscriptionByDay(Actor actor, @PathVariable UUID id) {
    return Answer.ok(
        usage.byDay(actor, UsageOf.SUBSCRIPTION, id, rules.get().zone()), DaysJson::of);
  }

  /** The oldest first, also those on which nothing was. */
  @Schema(name = "UsageDays")
  record DaysJson(List<DayJson> data) {

    private static DaysJson of(List<UsageDay> days) {
      return new DaysJson(
          days.stream().map(day -> new DayJson(day.day(), day.allowed(), day.refused())).toList());
    }
  }

  /** Calls of one day. */
  @Schema(name = "UsageDay")
  record DayJson(LocalDate day, long allowed, long refused) {}

  @Operation(
      operationId = "getApiKeyHandover",
      summary = "Which accounts still use a key that was rotated")
  @GetMapping("/api-keys/{id}/handover")
  Answer<KeyHandoverJson> handover(Actor actor, @PathVariable UUID id) {
    return Answer.ok(usage.handover(actor, id), KeyHandoverJson::of);
  }

  @Operation(
      operationId = "getSubscriptionBlastRadius",
      summary = "Who would be refused if a subscription were stopped now")
  @GetMapping("/subscriptions/{id}/blast-radius")
  Answer<BlastRadiusJson> ofSubscriptionStopped(Actor actor, @PathVariable UUID id) {
    return blastRadius(actor, BlastRadius.Subject.SUBSCRIPTION, id);
  }

  @Operation(
      operationId = "getCustomerBlastRadius",
      summary = "Who would be refused if a customer were blocked now")
  @GetMapping("/customers/{id}/blast-radius")
  Answer<BlastRadiusJson> ofCustomerBlocked(Actor actor, @PathVariable UUID id) {
    return blastRadius(actor, BlastRadius.Subject.CUSTOMER, id);
  }

  @Operation(
      operationId = "getApiKeyBlastRadius",
      summary = "Who would be refused if a key were revoked now")
  @GetMapping("/api-keys/{id}/blast-radius")
  Answer<BlastRadiusJson> ofKeyRevoked(Actor actor, @PathVariable UUID id) {
    return blastRadius(actor, BlastRadius.Subject.API_KEY, id);
  }

  @Operation(
      operationId = "getConnectorBlastRadius",
      summary = "Who would be refused if a connector let nobody in any more")
  @GetMapping("/connectors/{id}/blast-radius")
  Answer<BlastRadiusJson> ofConnectorStopped(Actor actor, @PathVariable String id) {
    return Answer.ok(usage.ofConnector(actor, id), BlastRadiusJson::of);
  }

  private Answer<BlastRadiusJson> blastRadius(Actor actor, BlastRadius.Subject subject, UUID id) {
    return Answer.ok(usage.blastRadius(actor, subject, id), BlastRadiusJson::of);
  }
}
