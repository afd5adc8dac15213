package com.bpmcentr.license;

/**
 * A subject's newest document, as a row of the current set or of an edge's disk says: nothing in it
 * is believed for standing there.
 *
 * @param subject what its document is about
 * @param removal the row's kind: true for remove, false for put
 * @param version the document's version
 * @param document the signed document, exact bytes
 */
public record CurrentDocument(
    String subject, boolean removal, long version, SignedDocument document) {}
