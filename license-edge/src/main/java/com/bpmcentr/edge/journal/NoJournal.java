package com.bpmcentr.edge.journal;

import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SignedDocument;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** For an edge without a folder: it reads the database at each start. */
record NoJournal(Consumer<FeedPosition> whenKept) implements ChangeLog {

  @Override
  public void goOn() {
    // nothing is on disk
  }

  @Override
  public void applied(FeedEntry entry) {
    // kept nowhere
  }

  @Override
  public void applied(CurrentDocument row) {
    // kept nowhere
  }

  @Override
  public void accepted(SignedDocument checkpoint, FeedPosition position, Hash root) {
    whenKept.accept(position);
  }

  @Override
  public void unproven(SignedDocument checkpoint, FeedPosition position) {
    // nothing is kept
  }

  @Override
  public void lostTrack() {
    // nothing is kept
  }

  @Override
  public void keysChanged(Set<String> compromised) {
    // nothing is kept
  }

  @Override
  public boolean needsBase() {
    return false;
  }

  @Override
  public Base beginBase(SignedDocument checkpoint, FeedPosition position) {
    return new Base() {
      @Override
      public void add(List<CurrentDocument> rows) {
        // kept nowhere
      }

      @Override
      public void seal() {
        // kept nowhere
      }

      @Override
      public void close() {
        // kept nowhere
      }
    };
  }
}
