package com.bpmcentr.console.api;

import static com.bpmcentr.console.staff.Permission.READ_AUDIT;

import com.bpmcentr.console.audit.AuditService;
import com.bpmcentr.console.staff.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = ApiPaths.ROOT + "/audit", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Audit log")
class AuditController {

  private final AuditService audit;

  AuditController(AuditService audit) {
    this.audit = audit;
  }

  @Operation(operationId = "listAuditEntries", summary = "Lists the audit log, the newest first")
  @GetMapping
  @Listed(ApiList.AUDIT)
  @Takes(READ_AUDIT)
  Answer<Listing<AuditEntryJson>> list(Actor actor, ListParameters parameters) {
    return Answer.page(audit.list(actor, parameters.query()), parameters, AuditEntryJson::of);
  }

  @Operation(
      operationId = "verifyAudit",
      summary = "Follows the audit log's chain of hashes from its first entry")
  @GetMapping("/verification")
  @Takes(READ_AUDIT)
  Answer<AuditVerificationJson> verify(Actor actor) {
    return Answer.ok(audit.verify(actor), AuditVerificationJson::of);
  }
}
