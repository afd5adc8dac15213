package com.bpmcentr.console.api;

import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.usage.UsageService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
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

  UsageController(UsageService usage) {
    this.usage = usage;
  }

  @Operation(
      operationId = "listUsage",
      summary = "Lists what edges have counted in the last 35 days, by the hour, the newest first")
  @GetMapping("/usage")
  @Listed(
      filters = {
        "customerId",
        "subscriptionId",
        "apiKeyId",
        "connectorId",
        "account",
        "code",
        "operation",
        "test",
        "from",
        "until"
      },
      sorts = {"hour", "calls"})
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
}
