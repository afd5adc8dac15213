package com.bpmcentr.license;

import java.time.Instant;

/**
 * One row of the feed, as it stands in the database: nothing in it is believed for standing there.
 *
 * @param position where it stands
 * @param removal the row's kind: true for remove, false for put
 * @param subject what its document is about
 * @param version the document's version
 * @param document the signed document, exact bytes
 * @param publishedAt the database's time of publishing, in microseconds
 * @param chain {@link FeedChain#next} of the entry before and this one
 */
public record FeedEntry(
    FeedPosition position,
    boolean removal,
    String subject,
    long version,
    SignedDocument document,
    Instant publishedAt,
    Hash chain) {}
