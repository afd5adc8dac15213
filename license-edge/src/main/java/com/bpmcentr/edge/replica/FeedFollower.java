package com.bpmcentr.edge.replica;

import com.bpmcentr.edge.binding.ClaimBook;
import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.FeedChain;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.Verification;
import com.bpmcentr.license.VerifiedCheckpoint;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the replica at the feed's head, and believes nothing on the way.
 *
 * <p>A round reads the newest checkpoint first and then the entries beyond the cursor. Entries up
 * to the checkpoint's position are applied, then what is held must give the checkpoint's chain and
 * root: only that proves the position, counts as fresh and is receipted. Entries beyond it are
 * applied at once as well (a revocation does not wait) and proven in the next round.
 *
 * <p>Whatever is wrong is refused and alarmed, the edge serves on, and all current documents are
 * read again row by row into the replica in place. Nothing newer is ever replaced by something
 * older. The same reading is how an edge starts.
 *
 * <p>One thread runs this; it alone writes the replica.
 */
public final class FeedFollower implements Runnable, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FeedFollower.class);

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int ENTRIES_A_PAGE = 500;
  private static final int ROWS_A_PAGE = 1_000;

  private final PgFeed feed;
  private final TrustedKeys keys;
  private final LicenseReplica replica;
  private final DocumentIntake intake;
  private final ClaimBook claims;
  private final FreshnessClock freshness;
  private final FeedStatus status;
  private final Doorbell doorbell;
  private final Consumer<FeedPosition> whenProven;
  private final LongSupplier nanoTime;

  /** Up to where entries have been applied; null before the first reading of the whole set. */
  private @Nullable Cursor cursor;

  /** The newest proven place; nothing before it and nothing else at it is ever accepted. */
  private @Nullable Cursor proven;

  /** While the whole set was read, entries up to here may already have been in what was read. */
  private @Nullable FeedPosition readUpTo;

  private @Nullable VerifiedDocument lastCheckpoint;
  private boolean syncDue = true;

  /** Other keys are trusted than those that what is held was checked against. */
  private boolean recheckDue;

  /** Between one reading of the whole set that did not help and the next. */
  private Duration pause = Duration.ZERO;

  private long lastSyncAt;
  private volatile boolean stopped;

  /** A place in the feed with the chain's value there. */
  private record Cursor(FeedPosition position, Hash chain) {}

  private record VerifiedDocument(SignedDocument signed, Checkpoint checkpoint) {}

  /**
   * A follower that has not begun.
   *
   * @param whenProven told of each position that is newly proven
   * @param nanoTime monotonic time in nanoseconds
   */
  public FeedFollower(
      PgFeed feed,
      TrustedKeys keys,
      LicenseReplica replica,
      ClaimBook claims,
      FreshnessClock freshness,
      FeedStatus status,
      Doorbell doorbell,
      Consumer<FeedPosition> whenProven,
      LongSupplier nanoTime) {
    this.feed = feed;
    this.keys = keys;
    this.replica = replica;
    this.intake = new DocumentIntake(replica, freshness, status);
    this.claims = claims;
    this.freshness = freshness;
    this.status = status;
    this.doorbell = doorbell;
    this.whenProven = whenProven;
    this.nanoTime = nanoTime;
  }

  @Override
  public void run() {
    while (!stopped) {
      try {
        round();
      } catch (FeedUnavailableException e) {
        status.disconnected(e.getCause() == null ? e : e.getCause());
      } catch (RuntimeException e) {
        // a defect of ours must not end the following; the set is read anew
        log.error("a round over the feed failed", e);
        syncDue = true;
      }
      try {
        doorbell.await(POLL);
      } catch (InterruptedException e) {
        stopped = true;
      }
    }
  }

  private void round() throws FeedUnavailableException {
    if (keys.reread()) {
      log.info("feed: the keyring has changed, every document is checked against it again");
      lastCheckpoint = null;
      recheckDue = true;
    }
    PgFeed.Head head = feed.head();
    if (head == null) {
      if (proven != null) {
        status.raise(FeedAlarm.POSITION_BACKWARDS, "nothing after " + proven.position);
      }
      status.moveTo(FeedStatus.State.NOTHING_PUBLISHED);
      return;
    }
    // before the entries: a claim that is signed in between is then known from both, not neither
    claims.unsignedClaims(head.claims());
    Checkpoint checkpoint = trusted(head.checkpoint());
    if (freshness.isClockBehind()) {
      status.raise(FeedAlarm.CLOCK_BEHIND, "set this machine's clock");
    }
    if (recheckDue) {
      // whether or not a checkpoint can be believed: what a compromised key signed is out at once
      takeCurrentSet();
      recheckDue = false;
      syncDue = true;
      pause = Duration.ZERO;
    }
    if (syncDue && checkpoint != null && nanoTime.getAsLong() - lastSyncAt >= pause.toNanos()) {
      status.moveTo(FeedStatus.State.SYNCING);
      readWholeSet(checkpoint);
    }
    Cursor from = cursor;
    if (from != null) {
      status.moveTo(FeedStatus.State.FOLLOWING);
      follow(from, checkpoint);
    }
  }

  /** The checkpoint, if it may be believed; one that goes backwards may not. */
  private @Nullable Checkpoint trusted(SignedDocument signed) {
    VerifiedDocument last = lastCheckpoint;
    if (last == null || !last.signed.equals(signed)) {
      if (!(keys.verify(signed) instanceof VerifiedCheckpoint verified)) {
        status.raise(FeedAlarm.CHECKPOINT_REFUSED, "signed as by key " + signed.keyId());
        return null;
      }
      last = new VerifiedDocument(signed, verified.checkpoint());
      lastCheckpoint = last;
    }
    Checkpoint checkpoint = last.checkpoint;
    freshness.saw(checkpoint.issuedAt());
    Cursor mark = proven;
    if (mark != null && checkpoint.position().compareTo(mark.position) < 0) {
      status.raise(FeedAlarm.POSITION_BACKWARDS, checkpoint.position() + " after " + mark.position);
      return null;
    }
    if (mark != null
        && checkpoint.position().equals(mark.position)
        && !checkpoint.chain().equals(mark.chain)) {
      status.raise(FeedAlarm.CHAIN_FORKED, "at " + mark.position);
      return null;
    }
    return checkpoint;
  }

  private void follow(Cursor from, @Nullable Checkpoint checkpoint)
      throws FeedUnavailableException {
    if (checkpoint != null && checkpoint.position().epoch() != from.position.epoch()) {
      log.info("feed: epoch {} begins", checkpoint.position().epoch());
      wantSync();
      return;
    }
    if (checkpoint != null && checkpoint.position().compareTo(from.position) < 0) {
      status.raise(FeedAlarm.POSITION_BACKWARDS, checkpoint.position() + " after " + from.position);
      wantSync();
      return;
    }
    Cursor at = from;
    boolean compared = false;
    List<FeedEntry> page;
    do {
      page = feed.entriesAfter(at.position, ENTRIES_A_PAGE);
      List<Verification> verified = keys.verifyAll(page.stream().map(FeedEntry::document).toList());
      for (int i = 0; i < page.size(); i++) {
        if (checkpoint != null && !compared && at.position.equals(checkpoint.position())) {
          compare(at, checkpoint);
          compared = true;
        }
        Cursor next = take(at, page.get(i), verified.get(i));
        if (next == null) {
          // beyond the checkpoint nobody vouches for the entry, so nothing is missing without it
          if (!compared) {
            wantSync();
          }
          return;
        }
        at = next;
        cursor = next;
      }
      // past the checkpoint a newer one is due first: a busy publisher must not put off the proof
    } while (page.size() == ENTRIES_A_PAGE && !compared);
    if (page.size() == ENTRIES_A_PAGE) {
      doorbell.ring();
    }
    if (checkpoint == null || compared) {
      return;
    }
    if (at.position.equals(checkpoint.position())) {
      compare(at, checkpoint);
    } else if (at.position.compareTo(checkpoint.position()) < 0) {
      status.raise(FeedAlarm.ENTRY_MISSING, "after " + at.position);
      wantSync();
    }
  }

  /** Applies the entry if all is right with it; null when it is refused. */
  private @Nullable Cursor take(Cursor at, FeedEntry entry, Verification verification) {
    if (!entry.position().equals(at.position.next())) {
      return refuse(FeedAlarm.ENTRY_MISSING, entry, "after " + at.position);
    }
    if (!FeedChain.next(at.chain, entry).equals(entry.chain())) {
      return refuse(FeedAlarm.CHAIN_BROKEN, entry, "after " + at.position);
    }
    return intake.take(entry, verification, readUpTo)
        ? new Cursor(entry.position(), entry.chain())
        : null;
  }

  /** Compares what is held with what the checkpoint says is to be held at this position. */
  private void compare(Cursor at, Checkpoint checkpoint) {
    FeedPosition already = readUpTo;
    if (already != null && at.position.compareTo(already) < 0) {
      return;
    }
    if (!at.chain.equals(checkpoint.chain())) {
      status.raise(FeedAlarm.CHAIN_BROKEN, "against the checkpoint at " + at.position);
      status.rootMatches(false);
      wantSync();
      return;
    }
    if (!replica.root().equals(checkpoint.root())) {
      status.raise(FeedAlarm.ROOT_DIFFERS, "at " + at.position);
      status.rootMatches(false);
      wantSync();
      return;
    }
    status.rootMatches(true);
    freshness.accept(checkpoint);
    syncDue = false;
    pause = Duration.ZERO;
    readUpTo = null;
    if (!at.equals(proven)) {
      proven = at;
      replica.proven(at.position);
      whenProven.accept(at.position);
    }
  }

  private void readWholeSet(Checkpoint checkpoint) throws FeedUnavailableException {
    // it costs the database a full read: should it not help, the next is later and later
    lastSyncAt = nanoTime.getAsLong();
    Duration longer = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    takeCurrentSet();
    // rows were read later than the checkpoint: until its entries are replayed, what is held is of
    // several moments
    PgFeed.Head head = feed.head();
    Checkpoint end = head == null ? null : trusted(head.checkpoint());
    readUpTo = end == null ? checkpoint.position() : end.position();
    cursor = new Cursor(checkpoint.position(), checkpoint.chain());
    syncDue = false;
  }

  private void takeCurrentSet() throws FeedUnavailableException {
    String after = "";
    List<PgFeed.CurrentRow> page;
    do {
      page = feed.currentAfter(after, ROWS_A_PAGE);
      List<Verification> verified =
          keys.verifyAll(page.stream().map(PgFeed.CurrentRow::document).toList());
      for (int i = 0; i < page.size(); i++) {
        intake.take(page.get(i), verified.get(i));
        after = page.get(i).subject();
      }
    } while (page.size() == ROWS_A_PAGE);
  }

  private @Nullable Cursor refuse(FeedAlarm alarm, FeedEntry entry, String detail) {
    status.raise(alarm, entry.position() + " " + detail);
    return null;
  }

  /** At once if none has been tried in vain; else at its time, with the polls going on. */
  private void wantSync() {
    syncDue = true;
    if (pause.isZero()) {
      doorbell.ring();
    }
  }

  @Override
  public void close() {
    stopped = true;
    doorbell.ring();
  }
}
