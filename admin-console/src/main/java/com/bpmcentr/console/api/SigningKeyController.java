package com.bpmcentr.console.api;

import static com.bpmcentr.console.staff.Permission.MANAGE_STAFF;
import static com.bpmcentr.console.staff.Permission.READ_STAFF;

import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.rotation.SigningKeyService;
import com.bpmcentr.console.staff.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = ApiPaths.ROOT + "/signing-keys", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Signing keys")
class SigningKeyController {

  private final SigningKeyService keys;

  SigningKeyController(SigningKeyService keys) {
    this.keys = keys;
  }

  @Operation(
      operationId = "getSigningKeys",
      summary = "Which signing keys and peppers there are, and what rests on each")
  @GetMapping
  @Takes(READ_STAFF)
  Answer<SigningKeysJson> get(Actor actor) {
    return Answer.ok(keys.get(actor), SigningKeysJson::of);
  }

  @Operation(
      operationId = "reissue",
      summary = "Issues again, as a job, what another key than the active one has signed")
  @PostMapping("/reissue")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Takes(MANAGE_STAFF)
  Answer<AcceptedJob> reissue(
      Actor actor, @Valid @RequestBody(required = false) @Nullable Reason body) {
    return Answer.accepted(
        keys.reissue(actor, Reason.optional(body)), "/jobs", Job::id, AcceptedJob::of);
  }
}
