package com.bpmcentr.console.publishing;

import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SetTree;

/**
 * What the feed comes to at one position: the chain's value and the whole set. Never changed, but
 * followed by another; the tree is copied for that, which costs a few microseconds.
 */
final class FeedState {

  /** Before anything was ever published. */
  static final FeedState EMPTY = new FeedState(new FeedPosition(1, 0), Hash.ZERO, new SetTree());

  private final FeedPosition position;
  private final Hash chain;
  private final SetTree tree;
  private final Hash root;

  /** Takes the tree over; the caller changes it no more. */
  FeedState(FeedPosition position, Hash chain, SetTree tree) {
    this.position = position;
    this.chain = chain;
    this.tree = tree;
    // Makes every hash of the tree now, so that later readers on other threads change nothing.
    this.root = tree.root();
  }

  FeedPosition position() {
    return position;
  }

  Hash chain() {
    return chain;
  }

  Hash root() {
    return root;
  }

  /** For reading and for {@link SetTree#copy()}. */
  SetTree tree() {
    return tree;
  }

  /** Whether this is the state that the head's row speaks of. */
  boolean matches(FeedHead head) {
    return position.equals(head.position())
        && chain.equals(head.chain())
        && root.equals(head.root());
  }
}
