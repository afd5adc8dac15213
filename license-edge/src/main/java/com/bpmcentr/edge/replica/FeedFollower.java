package com.bpmcentr.edge.replica;

import com.bpmcentr.edge.binding.ClaimBook;
import com.bpmcentr.edge.journal.ChangeLog;
import com.bpmcentr.edge.journal.DiskStore;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the replica at the feed's head, and believes nothing on the way.
 *
 * <p>A round reads the newest checkpoint first and then the entries beyond the cursor. {@link
 * Standing} says which checkpoints may be believed and what they prove, {@link EntryFollower}
 * applies the entries.
 *
 * <p>Whatever is wrong is refused and alarmed, the edge serves on, and all current documents are
 * read again row by row into the replica in place ({@link SetReader}); only those of the buckets
 * that differ when the chain is right and what is held is not. Nothing newer is ever replaced by
 * something older. The same reading is how an edge starts.
 *
 * <p>One thread runs this; it alone writes the replica. Whatever a round ends with, but for want of
 * memory, the next one comes: what the feed shows must not be able to end the following.
 */
public final class FeedFollower implements Runnable, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FeedFollower.class);

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final long LEAST_MILLIS_A_FAILURE = 800;
  private static final long MOST_MILLIS_APART = 200;

  private final @Nullable DiskStart disk;
  private final PgFeed feed;
  private final TrustedKeys keys;
  private final LicenseReplica replica;
  private final HeldSetProof proof;
  private final BackgroundCheck background;
  private final ClaimBook claims;
  private final FreshnessClock freshness;
  private final FeedStatus status;
  private final Doorbell doorbell;
  private final ChangeLog changes;
  private final LongSupplier nanoTime;
  private final DueReadings due;
  private final Standing standing;
  private final EntryFollower entries;
  private final SetReader sets;
  private volatile boolean stopped;

  /**
   * A follower that has not begun.
   *
   * @param store what an earlier run has kept; null when nothing is kept
   * @param changes told of all that changes what is held
   * @param nanoTime monotonic time in nanoseconds
   */
  public FeedFollower(
      @Nullable DiskStore store,
      PgFeed feed,
      TrustedKeys keys,
      LicenseReplica replica,
      BackgroundCheck background,
      ClaimBook claims,
      FreshnessClock freshness,
      FeedStatus status,
      Doorbell doorbell,
      ChangeLog changes,
      LongSupplier nanoTime) {
    this.feed = feed;
    this.keys = keys;
    this.replica = replica;
    this.background = background;
    this.claims = claims;
    this.freshness = freshness;
    this.status = status;
    this.doorbell = doorbell;
    this.changes = changes;
    this.nanoTime = nanoTime;
    this.proof = new HeldSetProof(replica::rehash, nanoTime);
    this.due = new DueReadings(doorbell, nanoTime);
    this.standing = new Standing(keys, replica, freshness, status, changes, due);
    DocumentIntake intake = new DocumentIntake(replica, status);
    SetLoader loader = new SetLoader(keys, intake);
    this.entries =
        new EntryFollower(feed, keys, intake, standing, background, status, changes, due, doorbell);
    this.sets =
        new SetReader(
            feed,
            replica,
            loader,
            new BucketRepair(keys, intake, replica),
            background,
            standing,
            status,
            changes,
            due,
            doorbell);
    this.disk =
        store == null
            ? null
            : new DiskStart(
                store, keys, replica, intake, loader, background, status, () -> stopped);
  }

  @Override
  public void run() {
    try {
      if (disk != null) {
        DiskStart.Found found = disk.read();
        standing.begin(found);
        // what was revoked while this edge was away counts from its first answer on; a database
        // that is silent keeps it waiting for as long as a look may take
        round();
        standing.serve(found);
      }
      while (!stopped) {
        long begun = nanoTime.getAsLong();
        doorbell.await(round() ? untilNextLook() : pauseAfterFailure(begun));
      }
    } catch (InterruptedException e) {
      stopped = true;
    }
  }

  /** An edge that waits for a place asks at a moment of its own, not with the polls of others. */
  private Duration untilNextLook() {
    Duration attempt = due.untilNextAttempt();
    return due.isWaiting() && attempt.compareTo(POLL) < 0 ? attempt : POLL;
  }

  /**
   * Edges ring and poll together; those that fail together come apart. What took long to fail is
   * tried again soon, as the line may have come back meanwhile.
   */
  private Duration pauseAfterFailure(long begun) {
    long took = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - begun);
    return Duration.ofMillis(
        Math.max(0, LEAST_MILLIS_A_FAILURE - took)
            + ThreadLocalRandom.current().nextLong(MOST_MILLIS_APART));
  }

  /** One look at the feed and at the clock, whatever comes of it; false when the feed's failed. */
  boolean round() throws InterruptedException {
    boolean looked = hasLooked();
    // whether the database answers or not: what was held before says that time has passed
    if (freshness.isClockBehind()) {
      status.raise(FeedAlarm.CLOCK_BEHIND, "set this machine's clock");
    }
    return looked;
  }

  private boolean hasLooked() throws InterruptedException {
    try {
      look();
      return true;
    } catch (FeedUnavailableException e) {
      status.disconnected(e.getCause() == null ? e : e.getCause());
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      if (stopped) {
        // the parts it works with are stopped as well, and refuse
        return true;
      }
      // a defect of ours must not end the following; the set is read anew
      status.moveTo(FeedStatus.State.FAILING);
      status.failed("a round over the feed", e);
      due.wantSetLater();
    }
    return false;
  }

  private void look() throws FeedUnavailableException, InterruptedException {
    adopt(keys.reread());
    FeedCursor cursor = standing.cursor();
    PgFeed.News news =
        feed.news(cursor == null ? null : cursor.position(), EntryFollower.ENTRIES_A_PAGE);
    PgFeed.Head head = news.head();
    if (head == null) {
      FeedCursor proven = standing.proven();
      if (proven != null) {
        status.rootMatches(false);
        status.raise(FeedAlarm.POSITION_BACKWARDS, "nothing after " + proven.position());
      }
      status.moveTo(FeedStatus.State.NOTHING_PUBLISHED);
      return;
    }
    // before the entries: a claim that is signed in between is then known from both, not neither
    claims.unsignedClaims(head.claims());
    TrustedCheckpoint checkpoint = standing.trusted(head.checkpoint());
    if (freshness.isClockAhead(head.databaseTime())) {
      status.raise(
          FeedAlarm.CLOCK_AHEAD,
          "set this machine's clock; the database's says " + head.databaseTime());
    }
    if (!haveReadDocuments(checkpoint) && cursor != null) {
      if (!due.isWaiting()) {
        status.moveTo(FeedStatus.State.FOLLOWING);
      }
      proof.advance();
      entries.follow(cursor, checkpoint, news.entries());
    }
  }

  /**
   * What a compromised key signed is out at once, by the key that it came under; whether that is
   * the key that signed it is looked for in the background, while entries are followed.
   */
  private void adopt(TrustedKeys.Change change) {
    if (change.lessTrust()) {
      int undecided = replica.withdraw(change.compromised());
      log.info("feed: a key is trusted less, {} subjects cannot be decided", undecided);
      standing.keysChanged(change.compromised());
      changes.keysChanged(change.compromised());
      background.checkSet();
    }
    if (change.moreTrust()) {
      due.wantSet();
    }
  }

  /** False when nothing but entries is due, or nothing else can be read now. */
  private boolean haveReadDocuments(@Nullable TrustedCheckpoint checkpoint)
      throws FeedUnavailableException, InterruptedException {
    FeedCursor cursor = standing.cursor();
    boolean all =
        checkpoint != null && (due.isSetDue() || (replica.ready() && changes.needsBase()));
    if (all) {
      return due.mayAttempt() && sets.readAll();
    }
    if (due.areBucketsDue() && checkpoint != null && cursor != null) {
      return due.mayAttempt() && sets.readBuckets(cursor);
    }
    due.noneIsDue();
    return false;
  }

  @Override
  public void close() {
    stopped = true;
    doorbell.ring();
  }
}
