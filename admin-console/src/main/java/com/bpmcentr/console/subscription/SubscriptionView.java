package com.bpmcentr.console.subscription;

/** A subscription and what it is at the moment it was asked for. */
public record SubscriptionView(Subscription subscription, SubscriptionStatus status) {}
