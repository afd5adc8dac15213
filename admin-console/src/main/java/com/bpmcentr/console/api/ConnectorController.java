package com.bpmcentr.console.api;

import static com.bpmcentr.console.staff.Permission.MANAGE_CONNECTORS;

import com.bpmcentr.console.connector.ConnectorService;
import com.bpmcentr.console.staff.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping(path = ApiPaths.ROOT, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Connectors")
class ConnectorController {

  private final ConnectorService connectors;
  private final MergePatch patches;

  ConnectorController(ConnectorService connectors, MergePatch patches) {
    this.connectors = connectors;
    this.patches = patches;
  }

  @Operation(operationId = "createConnector", summary = "Makes a connector")
  @PostMapping("/connectors")
  @ResponseStatus(HttpStatus.CREATED)
  @Publishes
  @Takes(MANAGE_CONNECTORS)
  Answer<ConnectorJson> create(Actor actor, @Valid @RequestBody NewConnector body) {
    return Answer.created(
        connectors.create(actor, body.id(), body.details()),
        "/connectors",
        connector -> connector.id(),
        ConnectorJson::of);
  }

  @Operation(operationId = "listConnectors", summary = "Lists connectors")
  @GetMapping("/connectors")
  @Listed(ApiList.CONNECTORS)
  Answer<Listing<ConnectorJson>> list(Actor actor, ListParameters parameters) {
    return Answer.page(connectors.list(actor, parameters.query()), parameters, ConnectorJson::of);
  }

  @Operation(operationId = "getConnector", summary = "One connector")
  @GetMapping("/connectors/{id}")
  Answer<ConnectorJson> get(Actor actor, @PathVariable String id) {
    return Answer.ok(connectors.get(actor, id), ConnectorJson::of);
  }

  @Operation(
      operationId = "editConnector",
      summary =
          "Changes some fields of a connector, its state and policy among them; a reason is needed"
              + " to ask for payment of what is free or retire it")
  @PatchMapping("/connectors/{id}")
  @Publishes
  @Takes(MANAGE_CONNECTORS)
  Answer<ConnectorJson> edit(
      Actor actor,
      @PathVariable String id,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = ConnectorPatch.class)))
          @RequestBody
          ObjectNode patch) {
    int version = MergePatch.version(patch);
    ConnectorFields seen =
        ConnectorFields.of(MergePatch.seen(connectors.get(actor, id)).connector().details());
    ConnectorFields changed = patches.apply(patch, seen, ConnectorFields.class);
    return Answer.ok(
        connectors.edit(actor, id, version, changed.details(), changed.reason()),
        ConnectorJson::of);
  }

  @Operation(operationId = "publishConnector", summary = "Lets customers subscribe to it")
  @PostMapping("/connectors/{id}/publish")
  @Publishes
  @Takes(MANAGE_CONNECTORS)
  Answer<ConnectorJson> publish(
      Actor actor,
      @PathVariable String id,
      @RequestBody(required = false) @Nullable SeenVersion body) {
    return Answer.ok(connectors.publish(actor, id, SeenVersion.of(body)), ConnectorJson::of);
  }

  @Operation(
      operationId = "retireConnector",
      summary = "Takes no new subscriptions from now on; who has one goes on")
  @PostMapping("/connectors/{id}/retire")
  @Publishes
  @Takes(MANAGE_CONNECTORS)
  Answer<ConnectorJson> retire(
      Actor actor,
      @PathVariable String id,
      @RequestBody(required = false) @Nullable VersionedReason body) {
    return Answer.ok(
        connectors.retire(
            actor,
            id,
            VersionedReason.versionOf(body),
            Reason.orToken(VersionedReason.optional(body), actor)),
        ConnectorJson::of);
  }

  @Operation(
      operationId = "addConnectorSecret",
      summary = "Makes a secret that checks of this connector must carry; it is shown this once")
  @PostMapping("/connectors/{id}/secrets")
  @ResponseStatus(HttpStatus.CREATED)
  @Publishes
  @Takes(MANAGE_CONNECTORS)
  Answer<NewConnectorSecretJson> addSecret(
      Actor actor, @PathVariable String id, @Valid @RequestBody Overlap overlap) {
    return Answer.created(
        connectors.addSecret(
            actor,
            id,
            Duration.ofSeconds(overlap.overlapSeconds()),
            Reason.orToken(overlap.reason(), actor)),
        "/connectors",
        created -> created.connector().id(),
        NewConnectorSecretJson::of);
  }

  @Operation(
      operationId = "removeConnectorSecrets",
      summary = "Checks of this connector need no secret any more")
  @DeleteMapping("/connectors/{id}/secrets")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Publishes
  @Takes(MANAGE_CONNECTORS)
  Answer<Void> removeSecrets(
      Actor actor,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String reason) {
    return Answer.noContent(connectors.removeSecrets(actor, id, Reason.orToken(reason, actor)));
  }
}
