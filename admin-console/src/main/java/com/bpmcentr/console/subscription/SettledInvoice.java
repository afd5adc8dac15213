package com.bpmcentr.console.subscription;

import com.bpmcentr.console.invoice.Invoice;

/** An invoice that was just paid or given back, and what the subscription then is. */
public record SettledInvoice(Subscription subscription, Invoice invoice) {}
