package com.bpmcentr.edge.replica;

/** The database cannot be read at the moment: the edge goes on with what it holds. */
final class FeedUnavailableException extends Exception {

  FeedUnavailableException(Throwable cause) {
    super(cause);
  }
}
