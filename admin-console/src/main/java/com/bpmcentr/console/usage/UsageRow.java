package com.bpmcentr.console.usage;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one kind in one hour, of all edges together.
 *
 * @param hour the hour's first instant
 * @param customerId whose key it was; null where no known key was shown, as for the next two
 * @param subscriptionId null too where the decision rests on no subscription
 * @param test whether it was a test key: left out of usage figures and revenue
 * @param connector null when there is none of the name that was asked for
 * @param account {@code other}: refused accounts beyond those that are told apart
 * @param code the decision's
 * @param operation what the connector reported; null for a check
 */
public record UsageRow(
    UUID id,
    Instant hour,
    @Nullable UUID customerId,
    @Nullable UUID apiKeyId,
    @Nullable UUID subscriptionId,
    boolean test,
    @Nullable String connector,
    @Nullable String account,
    String code,
    @Nullable String operation,
    long calls) {}
