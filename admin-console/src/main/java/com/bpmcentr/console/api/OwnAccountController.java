package com.bpmcentr.console.api;

import com.bpmcentr.console.access.OwnAccount;
import com.bpmcentr.console.staff.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping(path = ApiPaths.ROOT + "/me", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Staff")
class OwnAccountController {

  private final OwnAccount own;
  private final MergePatch patches;

  OwnAccountController(OwnAccount own, MergePatch patches) {
    this.own = own;
    this.patches = patches;
  }

  @Operation(operationId = "getOwnAccount", summary = "The member whose token calls")
  @GetMapping
  Answer<StaffJson> get(Actor actor) {
    return Answer.ok(own.get(actor), StaffJson::of);
  }

  @Operation(
      operationId = "editOwnAccount",
      summary = "Changes the language and colours of screens")
  @PatchMapping
  Answer<StaffJson> edit(
      Actor actor,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = OwnPatch.class)))
          @RequestBody
          ObjectNode patch) {
    int version = MergePatch.version(patch);
    OwnFields seen = OwnFields.of(MergePatch.seen(own.get(actor)));
    OwnFields changed = patches.apply(patch, seen, OwnFields.class);
    return Answer.ok(own.edit(actor, version, changed.locale(), changed.theme()), StaffJson::of);
  }

  /** No POST: the digest of a repeatable one is kept, and a password's must not be. */
  @Operation(
      operationId = "changeOwnPassword",
      summary = "Sets another password and ends the member's sessions")
  @PutMapping("/password")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Answer<Void> changePassword(Actor actor, @Valid @RequestBody PasswordChange body) {
    return Answer.noContent(own.changePassword(actor, body.present(), body.wanted()));
  }
}
