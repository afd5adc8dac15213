package com.bpmcentr.license;

/** What {@link LicenseDecider} comes to: a decision, or the claim it needs first. */
public sealed interface DecisionStep permits Decision, ClaimRequired {}
