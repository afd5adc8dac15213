package com.bpmcentr.console.api;

import static com.bpmcentr.console.staff.Permission.MANAGE_CUSTOMERS;

import com.bpmcentr.console.customer.CustomerService;
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
@RequestMapping(path = ApiPaths.ROOT + "/customers", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Customers")
class CustomerController {

  private final CustomerService customers;
  private final MergePatch patches;

  CustomerController(CustomerService customers, MergePatch patches) {
    this.customers = customers;
    this.patches = patches;
  }

  @Operation(operationId = "createCustomer", summary = "Makes a customer")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Takes(MANAGE_CUSTOMERS)
  Answer<CustomerJson> create(Actor actor, @Valid @RequestBody CustomerFields fields) {
    return Answer.created(
        customers.create(actor, fields.details()),
        "/customers",
        customer -> customer.id(),
        CustomerJson::of);
  }

  @Operation(operationId = "listCustomers", summary = "Lists customers")
  @GetMapping
  @Listed(ApiList.CUSTOMERS)
  Answer<Listing<ListedCustomerJson>> list(Actor actor, ListParameters parameters) {
    return Answer.page(
        customers.list(actor, parameters.query()), parameters, ListedCustomerJson::of);
  }

  @Operation(operationId = "getCustomer", summary = "One customer")
  @GetMapping("/{id}")
  Answer<CustomerJson> get(Actor actor, @PathVariable UUID id) {
    return Answer.ok(customers.get(actor, id), CustomerJson::of);
  }

  @Operation(operationId = "editCustomer", summary = "Changes some fields of a customer")
  @PatchMapping("/{id}")
  @Takes(MANAGE_CUSTOMERS)
  Answer<CustomerJson> edit(
      Actor actor,
      @PathVariable UUID id,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = CustomerPatch.class)))
          @RequestBody
          ObjectNode patch) {
    int version = MergePatch.version(patch);
    CustomerFields seen = CustomerFields.of(MergePatch.seen(customers.get(actor, id)).details());
    CustomerFields changed = patches.apply(patch, seen, CustomerFields.class);
    return Answer.ok(customers.edit(actor, id, version, changed.details()), CustomerJson::of);
  }

  @Operation(
      operationId = "blockCustomer",
      summary = "Refuses every check with one of the customer's keys")
  @PostMapping("/{id}/block")
  @Publishes
  @Takes(MANAGE_CUSTOMERS)
  Answer<CustomerJson> block(
      Actor actor,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable VersionedReason body) {
    return Answer.ok(
        customers.block(actor, id, VersionedReason.versionOf(body), VersionedReason.text(body)),
        CustomerJson::of);
  }

  @Operation(operationId = "unblockCustomer", summary = "Lifts a block")
  @PostMapping("/{id}/unblock")
  @Publishes
  @Takes(MANAGE_CUSTOMERS)
  Answer<CustomerJson> unblock(
      Actor actor,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable VersionedReason body) {
    return Answer.ok(
        customers.unblock(
            actor, id, VersionedReason.versionOf(body), VersionedReason.optional(body)),
        CustomerJson::of);
  }
}
