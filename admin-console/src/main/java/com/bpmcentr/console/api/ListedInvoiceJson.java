package com.bpmcentr.console.api;

import com.bpmcentr.console.invoice.InvoiceRow;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * An invoice, and whom and what it is for.
 *
 * @param customer the customer's name
 * @param email the customer's
 * @param connector the connector's name
 */
@Schema(name = "ListedInvoice")
record ListedInvoiceJson(
    @JsonUnwrapped InvoiceJson invoice,
    String customer,
    String email,
    String connectorId,
    String connector) {

  static ListedInvoiceJson of(InvoiceRow row) {
    return new ListedInvoiceJson(
        InvoiceJson.of(row.invoice(), row.status()),
        row.customerName(),
        row.customerEmail(),
        row.connectorId(),
        row.connectorName());
  }
}
