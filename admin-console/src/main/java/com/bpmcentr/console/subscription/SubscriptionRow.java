package com.bpmcentr.console.subscription;

/** A subscription as a line of the list. */
public record SubscriptionRow(
    Subscription subscription,
    SubscriptionStatus status,
    String customerName,
    String customerEmail,
    String connectorName) {}
