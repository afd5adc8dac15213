package com.bpmcentr.console.api;

import com.bpmcentr.console.customer.CustomerRow;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A customer, and how much belongs to it.
 *
 * @param subscriptions how many it has, ended ones too
 * @param apiKeys how many it has, revoked ones too
 */
@Schema(name = "ListedCustomer")
record ListedCustomerJson(@JsonUnwrapped CustomerJson customer, int subscriptions, int apiKeys) {

  static ListedCustomerJson of(CustomerRow row) {
    return new ListedCustomerJson(
        CustomerJson.of(row.customer()), row.subscriptions(), row.apiKeys());
  }
}
