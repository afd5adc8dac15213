package com.bpmcentr.console.customer;

/**
 * A customer as a line of the list.
 *
 * @param subscriptions how many it has, ended ones too
 * @param apiKeys how many it has, revoked ones too
 */
public record CustomerRow(Customer customer, int subscriptions, int apiKeys) {}
