package com.bpmcentr.console.invoice;

import java.time.Instant;

/** That a payment was none: recorded by mistake, or taken back by whoever had sent it. */
public record Reversal(Instant at, String reason, String recordedBy) {}
