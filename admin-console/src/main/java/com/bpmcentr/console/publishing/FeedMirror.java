package com.bpmcentr.console.publishing;

import com.bpmcentr.license.FeedPosition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the feed comes to, as this console knows of itself: from what it has published, and from
 * entries of another console whose signatures it has verified. Rows are compared with it and never
 * believed instead of it.
 *
 * <p>It changes only when a transaction has been committed. The next publisher can have the feed's
 * lock before the commit is known here: the state that was staged then tells it, by its chain value
 * in the head's row, that just this transaction was committed.
 */
@Component
class FeedMirror {

  private final CatchUp catchUp;
  private final PublishingAlarms alarms;
  private final PositionFile positionFile;

  private FeedState current = FeedState.EMPTY;
  private @Nullable FeedState staged;

  FeedMirror(CatchUp catchUp, PublishingAlarms alarms, PositionFile positionFile) {
    this.catchUp = catchUp;
    this.alarms = alarms;
    this.positionFile = positionFile;
  }

  synchronized FeedState current() {
    return current;
  }

  /** Starts over from a set that was found to be the signed one. */
  synchronized void open(FeedState state) {
    current = state;
    positionFile.keep(LastPublished.of(state));
  }

  /**
   * The state at the head, after catching up with it; a later one, if the head was read without the
   * lock and the feed has moved on since.
   *
   * @param floor what was current before the head was read: the head cannot be behind it
   * @throws PublishingRefusedException when the head is not what this console and its like signed
   */
  synchronized FeedState at(FeedHead head, FeedState floor) {
    if (staged != null && staged.matches(head)) {
      advance(staged);
    }
    if (current.matches(head)) {
      return current;
    }
    FeedPosition position = head.position();
    if (position.compareTo(floor.position()) < 0) {
      throw alarms.raise(
          PublishingAlarm.Kind.DATABASE_BEHIND,
          "the database is at " + position + ", this console has seen " + floor.position(),
          position.toString(),
          floor.position().toString());
    }
    int ahead = position.compareTo(current.position());
    if (ahead == 0) {
      throw alarms.raise(
          PublishingAlarm.Kind.HISTORY_DIFFERS,
          "chain or root at " + position + " are not what was published",
          position.toString());
    }
    if (ahead > 0) {
      advance(catchUp.follow(current, head));
    }
    return current;
  }

  /** The state that the transaction in hand will leave behind, if it is committed. */
  synchronized void stage(FeedState next) {
    staged = next;
  }

  synchronized void committed(FeedState next) {
    if (next.position().compareTo(current.position()) > 0) {
      advance(next);
    }
  }

  synchronized void rolledBack(FeedState next) {
    if (staged == next) {
      staged = null;
    }
  }

  private void advance(FeedState next) {
    current = next;
    staged = null;
    positionFile.keep(LastPublished.of(next));
  }
}
