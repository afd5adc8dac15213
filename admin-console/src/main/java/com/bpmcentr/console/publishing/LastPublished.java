package com.bpmcentr.console.publishing;

import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far this console knows the feed to have come, and what it came to; kept outside the database.
 *
 * @param root null where an earlier version wrote it down without
 */
record LastPublished(FeedPosition position, Hash chain, @Nullable Hash root) {

  static LastPublished of(FeedState state) {
    return new LastPublished(state.position(), state.chain(), state.root());
  }

  /** Reads what {@link #toString()} wrote. */
  static Optional<LastPublished> parse(String text) {
    String[] words = text.strip().split(" ", -1);
    if (words.length < 2 || words.length > 3) {
      return Optional.empty();
    }
    try {
      Hash chain = Hash.parse(words[1]);
      Hash root = words.length == 3 ? Hash.parse(words[2]) : null;
      return FeedPosition.parse(words[0]).map(position -> new LastPublished(position, chain, root));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether just this state is what was published last. */
  boolean attests(FeedState state) {
    return equals(of(state));
  }

  @Override
  public String toString() {
    return position + " " + chain + (root == null ? "" : " " + root);
  }
}
