package com.bpmcentr.console.invoice;

import com.bpmcentr.console.connector.Money;

/**
 * What the invoices that filters leave come to, in one currency.
 *
 * @param count how many there are
 * @param amount what they ask for; whether it is still owed is for the filters to say
 */
public record InvoiceTotal(long count, Money amount) {}
