package com.bpmcentr.console.api;

import static com.bpmcentr.console.staff.Permission.MANAGE_STAFF;
import static com.bpmcentr.console.staff.Permission.READ_STAFF;

import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.LifecycleRules;
import com.bpmcentr.console.subscription.Settings;
import com.bpmcentr.console.subscription.SettingsService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping(path = ApiPaths.ROOT + "/settings", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Settings")
class SettingsController {

  private final SettingsService settings;
  private final MergePatch patches;

  SettingsController(SettingsService settings, MergePatch patches) {
    this.settings = settings;
    this.patches = patches;
  }

  @Operation(operationId = "getSettings", summary = "The numbers of the rules in force")
  @GetMapping
  @Takes(READ_STAFF)
  Answer<SettingsJson> get(Actor actor) {
    return Answer.ok(settings.get(actor), SettingsJson::of);
  }

  @Operation(
      operationId = "editSettings",
      summary = "Changes rules, for what is decided from then on")
  @PatchMapping
  @Takes(MANAGE_STAFF)
  Answer<SettingsJson> edit(
      Actor actor,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = SettingsPatch.class)))
          @RequestBody
          ObjectNode patch) {
    int version = MergePatch.version(patch);
    SettingsFields seen = SettingsFields.of(MergePatch.seen(settings.get(actor)).rules());
    SettingsFields changed = patches.apply(patch, seen, SettingsFields.class);
    return Answer.ok(edit(actor, version, changed), SettingsJson::of);
  }

  private Result<Settings> edit(Actor actor, int version, SettingsFields fields) {
    return LifecycleRules.zone(fields.zone())
        .map(zone -> settings.edit(actor, version, fields.rules(zone), fields.reason()))
        .orElseThrow(
            () -> new RefusedCallException(new Refusal.Invalid("zone", InvalidKey.UNKNOWN)));
  }
}
