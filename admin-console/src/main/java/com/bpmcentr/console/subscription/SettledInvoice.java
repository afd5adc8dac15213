package com.bpmcentr.console.subscription;

import com.bpmcentr.console.invoice.Invoice;

/**
 * An invoice that was just paid, or whose payment was taken back, and what the subscription then
 * is.
 */
public record SettledInvoice(Subscription subscription, Invoice invoice) {}
