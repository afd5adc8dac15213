package com.bpmcentr.console.api;

import static com.bpmcentr.console.staff.Permission.MANAGE_STAFF;
import static com.bpmcentr.console.staff.Permission.READ_STAFF;

import com.bpmcentr.console.access.AccessTokens;
import com.bpmcentr.console.staff.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
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
@Tag(name = "Access tokens")
class AccessTokenController {

  private final AccessTokens tokens;

  AccessTokenController(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @Operation(operationId = "listAccessTokens", summary = "Lists access tokens, by their prefixes")
  @GetMapping("/access-tokens")
  @Listed(ApiList.ACCESS_TOKENS)
  @Takes(READ_STAFF)
  Answer<Listing<AccessTokenJson>> list(Actor actor, ListParameters parameters) {
    return Answer.page(tokens.list(actor, parameters.query()), parameters, AccessTokenJson::of);
  }

  @Operation(operationId = "getAccessToken", summary = "One access token, by its prefix")
  @GetMapping("/access-tokens/{id}")
  @Takes(READ_STAFF)
  Answer<AccessTokenJson> get(Actor actor, @PathVariable UUID id) {
    return Answer.ok(tokens.get(actor, id), AccessTokenJson::of);
  }

  @Operation(
      operationId = "createAccessToken",
      summary = "Makes a token with a member's role; the token is shown this once")
  @PostMapping("/staff/{id}/access-tokens")
  @ResponseStatus(HttpStatus.CREATED)
  @Takes(MANAGE_STAFF)
  Answer<NewTokenJson> create(
      Actor actor, @PathVariable UUID id, @Valid @RequestBody NewTokenFields fields) {
    return Answer.created(
        tokens.create(actor, id, fields.name(), fields.expiresAt()),
        "/access-tokens",
        made -> made.token().id(),
        NewTokenJson::of);
  }

  @Operation(operationId = "revokeAccessToken", summary = "Refuses a token from now on")
  @DeleteMapping("/access-tokens/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Takes(MANAGE_STAFF)
  Answer<Void> revoke(
      Actor actor, @PathVariable UUID id, @RequestParam(required = false) @Nullable String reason) {
    return Answer.noContent(tokens.revoke(actor, id, reason));
  }
}
