package com.bpmcentr.console.invoice;

import com.bpmcentr.console.connector.Money;
import java.time.Instant;

/** What was given back of a payment, once. */
public record Refund(Money amount, Instant at, String reason, String recordedBy) {}
