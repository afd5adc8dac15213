package com.bpmcentr.license;

/**
 * The grant would be valid and is unbound: claim it for the account, then decide again with the
 * answer.
 *
 * @param grant the grant to claim
 */
public record ClaimRequired(HeldGrant grant) implements DecisionStep {}
