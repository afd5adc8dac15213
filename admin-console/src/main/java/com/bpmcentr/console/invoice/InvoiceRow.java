package com.bpmcentr.console.invoice;

/** An invoice with the names of whom and what it is for. */
public record InvoiceRow(
    Invoice invoice,
    InvoiceStatus status,
    String customerName,
    String customerEmail,
    String connectorId,
    String connectorName) {}
