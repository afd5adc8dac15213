package com.bpmcentr.edge.replica;

import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SignedDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whole set as it was at one moment. Nothing that it says is to be believed yet. */
interface SetSource {

  /** The checkpoint of that moment; null while nothing has ever been published. */
  @Nullable SignedDocument checkpoint() throws FeedUnavailableException;

  /** What is said of all documents, in no order. */
  Pages<IndexRow> index() throws FeedUnavailableException;

  /** All documents, in no order. */
  Pages<CurrentDocument> rows() throws FeedUnavailableException;

  /** What is said of a document, without the document. */
  record IndexRow(String subject, long version, Hash payloadHash) {}

  /** Rows by the page. */
  @FunctionalInterface
  interface Pages<T> {

    /** The next page; an empty one is the end. */
    List<T> next() throws FeedUnavailableException;
  }
}
