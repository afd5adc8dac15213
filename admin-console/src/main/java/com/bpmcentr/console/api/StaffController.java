package com.bpmcentr.console.api;

import static com.bpmcentr.console.staff.Permission.MANAGE_STAFF;
import static com.bpmcentr.console.staff.Permission.READ_STAFF;

import com.bpmcentr.console.access.StaffAccounts;
import com.bpmcentr.console.staff.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping(path = ApiPaths.ROOT + "/staff", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Staff")
class StaffController {

  private final StaffAccounts staff;
  private final MergePatch patches;

  StaffController(StaffAccounts staff, MergePatch patches) {
    this.staff = staff;
    this.patches = patches;
  }

  @Operation(operationId = "listStaff", summary = "Lists who works here")
  @GetMapping
  @Listed(ApiList.STAFF)
  @Takes(READ_STAFF)
  Answer<Listing<StaffJson>> list(Actor actor, ListParameters parameters) {
    return Answer.page(staff.list(actor, parameters.query()), parameters, StaffJson::of);
  }

  @Operation(
      operationId = "createStaff",
      summary = "Makes an account; its generated password is shown this once")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Takes(MANAGE_STAFF)
  Answer<NewPasswordJson> create(Actor actor, @Valid @RequestBody NewStaffFields fields) {
    return Answer.created(
        staff.create(actor, fields.email(), fields.details()),
        "/staff",
        made -> made.member().id(),
        NewPasswordJson::of);
  }

  @Operation(operationId = "getStaff", summary = "One staff member")
  @GetMapping("/{id}")
  @Takes(READ_STAFF)
  Answer<StaffJson> get(Actor actor, @PathVariable UUID id) {
    return Answer.ok(staff.get(actor, id), StaffJson::of);
  }

  @Operation(operationId = "editStaff", summary = "Changes a member's name, role or language")
  @PatchMapping("/{id}")
  @Takes(MANAGE_STAFF)
  Answer<StaffJson> edit(
      Actor actor,
      @PathVariable UUID id,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = StaffPatch.class)))
          @RequestBody
          ObjectNode patch) {
    int version = MergePatch.version(patch);
    StaffFields seen = StaffFields.of(MergePatch.seen(staff.get(actor, id)));
    StaffFields changed = patches.apply(patch, seen, StaffFields.class);
    return Answer.ok(staff.edit(actor, id, version, changed.details()), StaffJson::of);
  }

  @Operation(
      operationId = "disableStaff",
      summary = "Ends a member's sessions and revokes their access tokens")
  @PostMapping("/{id}/disable")
  @Takes(MANAGE_STAFF)
  Answer<StaffJson> disable(
      Actor actor,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable VersionedReason body) {
    return Answer.ok(
        staff.disable(actor, id, VersionedReason.versionOf(body), VersionedReason.text(body)),
        StaffJson::of);
  }

  @Operation(operationId = "enableStaff", summary = "Lets a disabled member log in again")
  @PostMapping("/{id}/enable")
  @Takes(MANAGE_STAFF)
  Answer<StaffJson> enable(
      Actor actor,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable VersionedReason body) {
    return Answer.ok(
        staff.enable(actor, id, VersionedReason.versionOf(body), VersionedReason.optional(body)),
        StaffJson::of);
  }

  @Operation(
      operationId = "unlockStaff",
      summary = "Lifts the lock that too many wrong passwords brought")
  @PostMapping("/{id}/unlock")
  @Takes(MANAGE_STAFF)
  Answer<StaffJson> unlock(Actor actor, @PathVariable UUID id) {
    return Answer.ok(staff.unlock(actor, id), StaffJson::of);
  }

  @Operation(
      operationId = "resetPassword",
      summary = "Makes a new password, shown this once, and ends the member's sessions")
  @PostMapping("/{id}/reset-password")
  @Takes(MANAGE_STAFF)
  Answer<NewPasswordJson> resetPassword(Actor actor, @PathVariable UUID id) {
    return Answer.ok(staff.resetPassword(actor, id), NewPasswordJson::of);
  }
}
