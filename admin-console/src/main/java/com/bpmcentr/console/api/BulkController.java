package com.bpmcentr.console.api;

import static com.bpmcentr.console.staff.Permission.BILL;
import static com.bpmcentr.console.staff.Permission.MANAGE_CUSTOMERS;
import static com.bpmcentr.console.staff.Permission.REVOKE;

import com.bpmcentr.console.bulk.BulkService;
import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.staff.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = ApiPaths.ROOT, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Jobs")
class BulkController {

  private final BulkService bulk;

  BulkController(BulkService bulk) {
    this.bulk = bulk;
  }

  @Operation(
      operationId = "changeSubscriptions",
      summary = "Cancels, reactivates, suspends, resumes or revokes many subscriptions, as a job")
  @PostMapping("/subscriptions" + ApiPaths.BULK)
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Takes({BILL, MANAGE_CUSTOMERS, REVOKE})
  Answer<AcceptedJob> subscriptions(Actor actor, @Valid @RequestBody BulkFields fields) {
    return accept(actor, "subscription", fields);
  }

  @Operation(
      operationId = "changeCustomers",
      summary = "Blocks or unblocks many customers, as a job")
  @PostMapping("/customers" + ApiPaths.BULK)
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Takes(MANAGE_CUSTOMERS)
  Answer<AcceptedJob> customers(Actor actor, @Valid @RequestBody BulkFields fields) {
    return accept(actor, "customer", fields);
  }

  @Operation(operationId = "changeApiKeys", summary = "Revokes many keys, as a job")
  @PostMapping("/api-keys" + ApiPaths.BULK)
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Takes(MANAGE_CUSTOMERS)
  Answer<AcceptedJob> apiKeys(Actor actor, @Valid @RequestBody BulkFields fields) {
    return accept(actor, "api-key", fields);
  }

  @Operation(
      operationId = "previewSubscriptionsChange",
      summary = "What would come of a bulk action on subscriptions; does nothing")
  @PostMapping("/subscriptions" + ApiPaths.BULK_PREVIEW)
  @Takes({BILL, MANAGE_CUSTOMERS, REVOKE})
  Answer<BulkPreviewJson> previewSubscriptions(Actor actor, @Valid @RequestBody BulkFields fields) {
    return preview(actor, "subscription", fields);
  }

  @Operation(
      operationId = "previewCustomersChange",
      summary = "What would come of a bulk action on customers; does nothing")
  @PostMapping("/customers" + ApiPaths.BULK_PREVIEW)
  @Takes(MANAGE_CUSTOMERS)
  Answer<BulkPreviewJson> previewCustomers(Actor actor, @Valid @RequestBody BulkFields fields) {
    return preview(actor, "customer", fields);
  }

  @Operation(
      operationId = "previewApiKeysChange",
      summary = "What would come of a bulk action on keys; does nothing")
  @PostMapping("/api-keys" + ApiPaths.BULK_PREVIEW)
  @Takes(MANAGE_CUSTOMERS)
  Answer<BulkPreviewJson> previewApiKeys(Actor actor, @Valid @RequestBody BulkFields fields) {
    return preview(actor, "api-key", fields);
  }

  private Answer<BulkPreviewJson> preview(Actor actor, String type, BulkFields fields) {
    return Answer.ok(
        bulk.preview(actor, type, fields.action(), fields.selected()), BulkPreviewJson::of);
  }

  private Answer<AcceptedJob> accept(Actor actor, String type, BulkFields fields) {
    return Answer.accepted(
        bulk.request(actor, type, fields.asked()), "/jobs", Job::id, AcceptedJob::of);
  }
}
