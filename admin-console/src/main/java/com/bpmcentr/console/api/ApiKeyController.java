package com.bpmcentr.console.api;

import static com.bpmcentr.console.staff.Permission.MANAGE_CUSTOMERS;

import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.staff.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = ApiPaths.ROOT, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "API keys")
class ApiKeyController {

  private final ApiKeyService keys;
  private final Clock clock;

  ApiKeyController(ApiKeyService keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  @Operation(
      operationId = "createApiKey",
      summary = "Makes a key for a customer; the key is shown this once")
  @PostMapping("/customers/{id}/api-keys")
  @ResponseStatus(HttpStatus.CREATED)
  @Publishes
  @Takes(MANAGE_CUSTOMERS)
  Answer<NewKeyJson> create(
      Actor actor, @PathVariable UUID id, @Valid @RequestBody NewKeyFields fields) {
    return Answer.created(
        keys.create(actor, id, fields.asked()),
        "/api-keys",
        created -> created.apiKey().id(),
        NewKeyJson::of);
  }

  @Operation(operationId = "listApiKeys", summary = "Lists keys, by their prefixes")
  @GetMapping("/api-keys")
  @Listed(ApiList.API_KEYS)
  Answer<Listing<ListedApiKeyJson>> list(Actor actor, ListParameters parameters) {
    return Answer.page(keys.list(actor, parameters.query()), parameters, ListedApiKeyJson::of);
  }

  @Operation(operationId = "getApiKey", summary = "One key, by its prefix")
  @GetMapping("/api-keys/{id}")
  Answer<ApiKeyJson> get(Actor actor, @PathVariable UUID id) {
    return Answer.ok(keys.get(actor, id), key -> ApiKeyJson.of(key, key.status(clock.instant())));
  }

  @Operation(
      operationId = "rotateApiKey",
      summary =
          "Makes a key in the place of another, which goes on for the overlap or until a time")
  @PostMapping("/api-keys/{id}/rotate")
  @ResponseStatus(HttpStatus.CREATED)
  @Publishes
  @Takes(MANAGE_CUSTOMERS)
  Answer<NewKeyJson> rotate(Actor actor, @PathVariable UUID id, @RequestBody Rotation rotation) {
    return Answer.created(
        rotation.of(keys, actor, id),
        "/api-keys",
        created -> created.apiKey().id(),
        NewKeyJson::of);
  }

  @Operation(operationId = "retireApiKey", summary = "Stops a key at a time")
  @PostMapping("/api-keys/{id}/retire")
  @Publishes
  @Takes(MANAGE_CUSTOMERS)
  Answer<ApiKeyJson> retire(
      Actor actor, @PathVariable UUID id, @Valid @RequestBody Retirement body) {
    return Answer.ok(
        keys.retire(actor, id, body.notAfter(), body.reason()),
        key -> ApiKeyJson.of(key, key.status(clock.instant())));
  }

  @Operation(operationId = "revokeApiKey", summary = "Stops a key now, for good")
  @DeleteMapping("/api-keys/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Publishes
  @Takes(MANAGE_CUSTOMERS)
  Answer<Void> revoke(
      Actor actor, @PathVariable UUID id, @RequestParam(required = false) @Nullable String reason) {
    return Answer.noContent(keys.revoke(actor, id, reason));
  }
}
