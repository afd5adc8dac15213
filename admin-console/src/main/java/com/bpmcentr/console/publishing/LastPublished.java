package com.bpmcentr.console.publishing;

import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import java.util.Optional;

/** How far this console knows the feed to have come; kept outside the database. */
record LastPublished(FeedPosition position, Hash chain) {

  static LastPublished of(FeedState state) {
    return new LastPublished(state.position(), state.chain());
  }

  /** Reads what {@link #toString()} wrote. */
  static Optional<LastPublished> parse(String text) {
    String[] words = text.strip().split(" ", -1);
    if (words.length != 2) {
      return Optional.empty();
    }
    try {
      Hash chain = Hash.parse(words[1]);
      return FeedPosition.parse(words[0]).map(position -> new LastPublished(position, chain));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return position + " " + chain;
  }
}
