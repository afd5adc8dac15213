package com.bpmcentr.console.activity;

import com.bpmcentr.console.operation.Facts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done to a thing, or to what is its. It says no more than the thing's own page
 * does: from where, what was refused and what exactly was changed is the audit log's.
 *
 * @param what such as {@code customer.block}; of a subscription's event {@code subscription.} and
 *     its kind
 * @param actorName who did it: staff's address, an edge, or the console; empty where that is not
 *     kept
 * @param targetType what kind of thing it was done to: the thing asked about or one of its own
 * @param targetName a subscription's connector, or a key's name; absent of other kinds
 * @param before of a subscription's event, its terms before; else nothing
 * @param after likewise
 */
public record Activity(
    Instant at,
    String what,
    String actorName,
    @Nullable String reason,
    String targetType,
    String targetId,
    @Nullable String targetName,
    Facts before,
    Facts after) {}
