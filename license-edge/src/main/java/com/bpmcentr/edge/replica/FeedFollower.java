package com.bpmcentr.edge.replica;

import com.bpmcentr.edge.binding.ClaimBook;
import com.bpmcentr.edge.journal.ChangeLog;
import com.bpmcentr.edge.journal.DiskStore;
import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.CheckpointProof;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Refusal;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.Verification;
import com.bpmcentr.license.VerifiedCheckpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
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
 * read again row by row into the replica in place; only those of the buckets that differ when the
 * chain is right and what is held is not. Nothing newer is ever replaced by something older. The
 * same reading is how an edge starts.
 *
 * <p>One thread runs this; it alone writes the replica.
 */
public final class FeedFollower implements Runnable, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FeedFollower.class);

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final long LEAST_MILLIS_A_FAILURE = 800;
  private static final long MOST_MILLIS_APART = 200;
  private static final int ENTRIES_A_PAGE = 500;

  /** By so many entries, waiting for each signature is felt: a thousand take 70 ms. */
  private static final int FAR_BEHIND = 1_000;

  private static final int MOST_ENTRIES_IN_A_LEAP = 20_000;
  private static final long MOST_BYTES_IN_A_LEAP = 64 * 1024 * 1024;

  private final @Nullable DiskStart disk;
  private final PgFeed feed;
  private final TrustedKeys keys;
  private final LicenseReplica replica;
  private final DocumentIntake intake;
  private final SetLoader loader;
  private final HeldSetProof proof;
  private final BucketRepair buckets;
  private final BackgroundCheck background;
  private final ClaimBook claims;
  private final FreshnessClock freshness;
  private final FeedStatus status;
  private final Doorbell doorbell;
  private final ChangeLog changes;
  private final LongSupplier nanoTime;

  /** Up to where entries have been applied; null before the first reading of the whole set. */
  private @Nullable FeedCursor cursor;

  /**
   * The newest place ever proven, in an earlier run too: nothing before it and nothing else at it
   * is ever accepted.
   */
  private @Nullable FeedCursor proven;

  private @Nullable TrustedCheckpoint lastCheckpoint;

  /** The one that the log of changes was told of last. */
  private @Nullable TrustedCheckpoint accepted;

  private boolean syncDue = true;

  /** What is held differs: the buckets that do are read, and if that does not help, all. */
  private boolean repairDue;

  /** Since the held set last was what a checkpoint says. */
  private boolean repairTried;

  /** Other keys are trusted than those that what is held was checked against. */
  private boolean recheckDue;

  /** Between one reading of the whole set that did not help and the next. */
  private Duration pause = Duration.ZERO;

  private long lastSyncAt;
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
    this.intake = new DocumentIntake(replica, freshness, status);
    this.loader = new SetLoader(keys, intake);
    this.proof = new HeldSetProof(replica::rehash, nanoTime);
    this.buckets = new BucketRepair(keys, intake, replica);
    this.disk =
        store == null
            ? null
            : new DiskStart(
                store, keys, replica, intake, loader, background, status, () -> stopped);
    this.background = background;
    this.claims = claims;
    this.freshness = freshness;
    this.status = status;
    this.doorbell = doorbell;
    this.changes = changes;
    this.nanoTime = nanoTime;
  }

  @Override
  public void run() {
    try {
      if (disk != null) {
        begin(disk.read());
      }
      while (!stopped) {
        long begun = nanoTime.getAsLong();
        doorbell.await(round() ? POLL : pauseAfterFailure(begun));
      }
    } catch (InterruptedException e) {
      stopped = true;
    }
  }

  /** Goes on from where an earlier run was. */
  private void begin(DiskStart.Found found) {
    TrustedCheckpoint mark = found.mark();
    if (mark != null) {
      proven = mark.cursor();
      accepted = mark;
      freshness.saw(mark.checkpoint().issuedAt());
    }
    cursor = found.cursor();
    syncDue = cursor == null;
    TrustedCheckpoint matched = found.matched();
    if (matched != null && found.isWhole()) {
      changes.goOn();
      // what is held beyond it is told with the next checkpoint, which is that of all that is held
      accepted = matched.cursor().equals(cursor) ? null : matched;
      accept(matched);
    }
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

  /** One look at the feed, whatever comes of it; false when the database cannot be reached. */
  boolean round() throws InterruptedException {
    try {
      look();
    } catch (FeedUnavailableException e) {
      status.disconnected(e.getCause() == null ? e : e.getCause());
      return false;
    } catch (RuntimeException e) {
      if (stopped) {
        // the parts it works with are stopped as well, and refuse
        return true;
      }
      // a defect of ours must not end the following; the set is read anew
      log.error("a round over the feed failed", e);
      syncDue = true;
    }
    return true;
  }

  private void look() throws FeedUnavailableException, InterruptedException {
    if (keys.reread()) {
      log.info("feed: the keyring has changed, every document is checked against it again");
      lastCheckpoint = null;
      recheckDue = true;
      forgetUntrustedMark();
    }
    PgFeed.News news = feed.news(cursor == null ? null : cursor.position(), ENTRIES_A_PAGE);
    PgFeed.Head head = news.head();
    if (head == null) {
      if (proven != null) {
        status.raise(FeedAlarm.POSITION_BACKWARDS, "nothing after " + proven.position());
      }
      status.moveTo(FeedStatus.State.NOTHING_PUBLISHED);
      return;
    }
    // before the entries: a claim that is signed in between is then known from both, not neither
    claims.unsignedClaims(head.claims());
    TrustedCheckpoint checkpoint = trusted(head.checkpoint());
    if (freshness.isClockBehind()) {
      status.raise(FeedAlarm.CLOCK_BEHIND, "set this machine's clock");
    }
    if (recheckDue
        || (checkpoint != null
            && ((syncDue && pauseIsOver()) || (replica.ready() && changes.needsBase())))) {
      status.moveTo(FeedStatus.State.SYNCING);
      readWholeSet();
    } else if (repairDue && checkpoint != null && cursor != null) {
      repair(cursor);
    } else if (cursor != null) {
      status.moveTo(FeedStatus.State.FOLLOWING);
      proof.advance();
      follow(cursor, checkpoint, news.entries());
    }
  }

  /** What a key signed that is compromised now bars nothing, and shows nothing to be fresh. */
  private void forgetUntrustedMark() {
    TrustedCheckpoint mark = accepted;
    if (mark != null && !(keys.verify(mark.signed()) instanceof VerifiedCheckpoint)) {
      accepted = null;
      proven = null;
      freshness.forget();
    }
  }

  /** The checkpoint, if it may be believed; one that goes backwards may not. */
  private @Nullable TrustedCheckpoint trusted(SignedDocument signed) {
    TrustedCheckpoint last = lastCheckpoint;
    if (last == null || !last.signed().equals(signed)) {
      if (!(keys.verify(signed) instanceof VerifiedCheckpoint verified)) {
        status.raise(FeedAlarm.CHECKPOINT_REFUSED, "signed as by key " + signed.keyId());
        return null;
      }
      last = new TrustedCheckpoint(signed, verified);
      lastCheckpoint = last;
    }
    Checkpoint checkpoint = last.checkpoint();
    freshness.saw(checkpoint.issuedAt());
    FeedCursor mark = proven;
    if (mark != null && checkpoint.position().compareTo(mark.position()) < 0) {
      status.raise(
          FeedAlarm.POSITION_BACKWARDS, checkpoint.position() + " after " + mark.position());
      return null;
    }
    if (mark != null
        && checkpoint.position().equals(mark.position())
        && !checkpoint.chain().equals(mark.chain())) {
      status.raise(FeedAlarm.CHAIN_FORKED, "at " + mark.position());
      return null;
    }
    return last;
  }

  private void follow(FeedCursor from, @Nullable TrustedCheckpoint newest, List<FeedEntry> first)
      throws FeedUnavailableException, InterruptedException {
    Checkpoint checkpoint = newest == null ? null : newest.checkpoint();
    if (checkpoint != null && checkpoint.position().epoch() != from.position().epoch()) {
      log.info("feed: epoch {} begins", checkpoint.position().epoch());
      wantSync();
      return;
    }
    if (checkpoint != null && checkpoint.position().compareTo(from.position()) < 0) {
      status.raise(
          FeedAlarm.POSITION_BACKWARDS, checkpoint.position() + " after " + from.position());
      wantSync();
      return;
    }
    FeedCursor at = from;
    boolean compared = false;
    List<FeedEntry> page = first;
    boolean leapt = false;
    while (true) {
      if (!leapt && newest != null && isWorthLeaping(at, newest.checkpoint())) {
        leapt = true;
        if (leap(at, newest.verified(), page)) {
          at = Objects.requireNonNull(cursor);
          page = feed.entriesAfter(at.position(), ENTRIES_A_PAGE);
        }
      }
      List<Verification> verifications =
          keys.verifyAll(page, (verifier, entry) -> verifier.verify(entry.document()));
      for (int i = 0; i < page.size(); i++) {
        if (newest != null && !compared && at.position().equals(newest.cursor().position())) {
          compare(at, newest);
          compared = true;
        }
        FeedCursor next = take(at, page.get(i), verifications.get(i));
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
      if (!isFull(page) || compared) {
        break;
      }
      page = feed.entriesAfter(at.position(), ENTRIES_A_PAGE);
    }
    if (isFull(page)) {
      doorbell.ring();
    }
    if (newest == null || checkpoint == null || compared) {
      return;
    }
    if (at.position().equals(checkpoint.position())) {
      compare(at, newest);
    } else if (at.position().compareTo(checkpoint.position()) < 0) {
      status.raise(FeedAlarm.ENTRY_MISSING, "after " + at.position());
      wantSync();
    }
  }

  private static boolean isWorthLeaping(FeedCursor at, Checkpoint checkpoint) {
    long missing = checkpoint.position().seq() - at.position().seq();
    return missing > FAR_BEHIND && missing <= MOST_ENTRIES_IN_A_LEAP;
  }

  /**
   * Applies all entries up to the checkpoint on the strength of its chain; their own signatures are
   * checked afterwards. When the chain does not lead there, or a document is not to be read even
   * so, nothing of it is applied.
   *
   * @param first the first of the entries
   * @return false when nothing was applied
   */
  private boolean leap(FeedCursor from, VerifiedCheckpoint verified, List<FeedEntry> first)
      throws FeedUnavailableException, InterruptedException {
    FeedPosition target = verified.checkpoint().position();
    List<FeedEntry> entries = new ArrayList<>(first);
    List<FeedEntry> page = first;
    long bytes = bytes(first);
    while (!page.isEmpty() && page.getLast().position().compareTo(target) < 0) {
      if (bytes > MOST_BYTES_IN_A_LEAP) {
        return false;
      }
      FeedPosition last = page.getLast().position();
      int limit = (int) Math.min(ENTRIES_A_PAGE, target.seq() - last.seq());
      page = feed.entriesAfter(last, limit);
      entries.addAll(page);
      bytes += bytes(page);
    }
    CheckpointProof proof =
        CheckpointProof.ofEntries(verified, from.position(), from.chain(), entries).orElse(null);
    if (proof == null) {
      status.raise(
          FeedAlarm.CHAIN_BROKEN, "before " + target + ": entries are verified one by one");
      return false;
    }
    List<Verification> verifications =
        keys.verifyAll(
            entries,
            (verifier, entry) ->
                verifier.verify(entry.document(), entry.subject(), entry.version(), proof));
    if (verifications.stream().anyMatch(Refusal.class::isInstance)) {
      return false;
    }
    FeedCursor at = from;
    for (int i = 0; i < entries.size(); i++) {
      FeedCursor next = take(at, entries.get(i), verifications.get(i));
      if (next == null) {
        break;
      }
      at = next;
      cursor = next;
    }
    background.check(entries);
    return true;
  }

  /** Whether there may be more behind it. */
  private static boolean isFull(List<FeedEntry> page) {
    return page.size() == ENTRIES_A_PAGE || bytes(page) >= PgFeed.BYTES_A_PAGE;
  }

  private static long bytes(List<FeedEntry> entries) {
    return entries.stream().mapToLong(entry -> entry.document().payloadLength()).sum();
  }

  /** Applies the entry if all is right with it; null when it is refused. */
  private @Nullable FeedCursor take(FeedCursor at, FeedEntry entry, Verification verification) {
    if (!entry.position().equals(at.position().next())) {
      return refuse(FeedAlarm.ENTRY_MISSING, entry, "after " + at.position());
    }
    if (!at.isFollowedBy(entry)) {
      return refuse(FeedAlarm.CHAIN_BROKEN, entry, "after " + at.position());
    }
    if (intake.take(entry, verification) == DocumentIntake.Outcome.REFUSED) {
      return null;
    }
    changes.applied(entry);
    return at.after(entry);
  }

  /** Whether what is held is what the checkpoint says is to be held at this position. */
  private boolean compare(FeedCursor at, TrustedCheckpoint newest) {
    Checkpoint checkpoint = newest.checkpoint();
    if (!at.chain().equals(checkpoint.chain())) {
      status.raise(FeedAlarm.CHAIN_BROKEN, "against the checkpoint at " + at.position());
      status.rootMatches(false);
      wantSync();
      return false;
    }
    if (!replica.root().equals(checkpoint.root())) {
      status.raise(FeedAlarm.ROOT_DIFFERS, "at " + at.position());
      status.rootMatches(false);
      wantRepair();
      return false;
    }
    syncDue = false;
    repairTried = false;
    pause = Duration.ZERO;
    accept(newest);
    return true;
  }

  /** What is held is what the checkpoint says. */
  private void accept(TrustedCheckpoint newest) {
    status.rootMatches(true);
    freshness.accept(newest.checkpoint());
    FeedCursor at = newest.cursor();
    if (!at.equals(proven) || !replica.ready()) {
      proven = at;
      replica.proven(at.position());
    }
    if (!newest.equals(accepted)) {
      accepted = newest;
      changes.accepted(newest.signed(), at.position(), newest.checkpoint().root());
    }
  }

  /**
   * Reads all current documents, and goes on from the checkpoint of the same moment. After a change
   * of keys also without a checkpoint that can be believed: what a compromised key signed is out at
   * once.
   */
  private void readWholeSet() throws FeedUnavailableException, InterruptedException {
    // it costs the database a full read: should it not help, the next is later and later
    lastSyncAt = nanoTime.getAsLong();
    Duration longer = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    try (PgFeed.SetReading reading = feed.readSet()) {
      SignedDocument signed = reading.checkpoint();
      TrustedCheckpoint checkpoint = signed == null ? null : trusted(signed);
      CheckpointProof proof =
          !replica.ready() && checkpoint != null ? prove(reading, checkpoint) : null;
      try (SetRecorder recorder = new SetRecorder(changes, checkpoint)) {
        // with a proof nothing is held yet that could be left out
        loader.load(reading, proof, recheckDue || proof != null, recorder);
        if (proof != null) {
          background.checkSet();
        }
        recheckDue = false;
        syncDue = checkpoint == null;
        if (checkpoint != null) {
          FeedCursor at = checkpoint.cursor();
          cursor = at;
          status.moveTo(FeedStatus.State.FOLLOWING);
          if (compare(at, checkpoint)) {
            recorder.proven(checkpoint);
          }
        }
      }
    }
    doorbell.ring();
  }

  /** Reads the buckets that differ, and goes on from the checkpoint of the same moment. */
  private void repair(FeedCursor from) throws FeedUnavailableException, InterruptedException {
    repairDue = false;
    repairTried = true;
    try (PgFeed.SetReading reading = feed.readSet()) {
      SignedDocument signed = reading.checkpoint();
      TrustedCheckpoint checkpoint = signed == null ? null : trusted(signed);
      if (checkpoint == null || !isAtOrBeyond(from, checkpoint.checkpoint())) {
        wantSync();
        return;
      }
      try (SetRecorder recorder = new SetRecorder(changes, null)) {
        if (!buckets.repair(reading, checkpoint.checkpoint(), recorder)) {
          wantSync();
          return;
        }
        cursor = checkpoint.cursor();
        if (compare(checkpoint.cursor(), checkpoint)) {
          recorder.proven(checkpoint);
        }
      }
    }
    doorbell.ring();
  }

  private static boolean isAtOrBeyond(FeedCursor from, Checkpoint checkpoint) {
    return checkpoint.position().epoch() == from.position().epoch()
        && checkpoint.position().compareTo(from.position()) >= 0;
  }

  private @Nullable CheckpointProof prove(SetSource source, TrustedCheckpoint checkpoint)
      throws FeedUnavailableException {
    CheckpointProof proof = loader.prove(source, checkpoint.verified()).orElse(null);
    if (proof == null) {
      status.raise(FeedAlarm.ROOT_DIFFERS, "in the index: every document is verified by itself");
    }
    return proof;
  }

  private boolean pauseIsOver() {
    return nanoTime.getAsLong() - lastSyncAt >= pause.toNanos();
  }

  private @Nullable FeedCursor refuse(FeedAlarm alarm, FeedEntry entry, String detail) {
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

  /** Once by buckets; as long as that has not helped, by reading all. */
  private void wantRepair() {
    if (repairTried) {
      wantSync();
    } else {
      repairDue = true;
      doorbell.ring();
    }
  }

  @Override
  public void close() {
    stopped = true;
    doorbell.ring();
  }
}
