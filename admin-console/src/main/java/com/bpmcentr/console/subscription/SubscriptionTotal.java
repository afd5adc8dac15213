package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Money;

/**
 * What the subscriptions that filters leave come to, in one currency.
 *
 * @param count how many there are
 * @param perMonth their prices, a twelfth of a year's where they are paid by the year; whether they
 *     are paid at all is for the filters to say
 */
public record SubscriptionTotal(long count, Money perMonth) {}
