package com.bpmcentr.console.due;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that has fallen due.
 *
 * @param at when it did
 * @param subject what it is about, as its {@link DueWork} has it: a subscription, say
 */
public record Due(Instant at, UUID subject) {}
