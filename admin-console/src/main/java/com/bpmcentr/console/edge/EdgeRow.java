package com.bpmcentr.console.edge;

import com.bpmcentr.license.FeedPosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An edge that was heard from within the last 24 hours.
 *
 * @param version of its program
 * @param position how far it has applied the feed; absent before it holds a set
 * @param behind how many entries it lacks; absent where that cannot be said
 * @param lagMillis how long after its publishing it had applied the newest entry it has a receipt
 *     for
 * @param ageSeconds age of its newest checkpoint at the last heartbeat; absent before there was one
 * @param setSize how many subjects it holds
 * @param heardAt its last heartbeat
 * @param mayAnswerValidUntil of a lost edge: past it, even with no word from the database, no
 *     policy lets it say VALID any more; absent while it is live, or before it holds a set
 */
public record EdgeRow(
    String edgeId,
    String region,
    String version,
    EdgeState state,
    @Nullable FeedPosition position,
    @Nullable Long behind,
    @Nullable Long lagMillis,
    @Nullable Long ageSeconds,
    long setSize,
    Instant heardAt,
    @Nullable Instant mayAnswerValidUntil) {}
