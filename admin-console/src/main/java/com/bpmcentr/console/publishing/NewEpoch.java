package com.bpmcentr.console.publishing;

import com.bpmcentr.console.config.ConsoleStartException;
import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SubjectDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Begins a new epoch of the feed: what an operator's recovery ends with, and nothing else does. No
 * console may be running, and no other recovery. Edges take the new epoch, because it is signed and
 * higher than what they have seen, and read the set anew; what they hold newer of a subject than
 * the set says, they keep, and do not call the set proven. So a subject of which an edge may hold
 * something else than its row has to be issued again, above the highest version seen.
 */
@Component
public final class NewEpoch {

  private final PgProgramLock lock;
  private final FeedRepository feed;
  private final PgFeedWriter writer;
  private final SignedCheckpoints checkpoints;
  private final SigningKey signingKey;
  private final ClockAgreement clocks;
  private final FeedMirror mirror;
  private final PositionFile positionFile;

  NewEpoch(
      PgProgramLock lock,
      FeedRepository feed,
      PgFeedWriter writer,
      SignedCheckpoints checkpoints,
      SigningKey signingKey,
      ClockAgreement clocks,
      FeedMirror mirror,
      PositionFile positionFile) {
    this.lock = lock;
    this.feed = feed;
    this.writer = writer;
    this.checkpoints = checkpoints;
    this.signingKey = signingKey;
    this.clocks = clocks;
    this.mirror = mirror;
    this.positionFile = positionFile;
  }

  /**
   * How the feed was found.
   *
   * @param signed up to where the database is known to be as published: by its own checkpoint, if a
   *     trusted key signed it, or by this console's own file
   * @param seen how far this console had published, by its own file
   * @param whole whether the rows of the current set and the head are what was signed, or what this
   *     console kept that it published
   * @param head what the head's row, which nobody has signed, and the rows come to
   */
  public record Standing(
      @Nullable FeedPosition signed,
      @Nullable FeedPosition seen,
      boolean whole,
      @Nullable LastPublished head) {

    /** Where the head's row is. */
    public @Nullable FeedPosition headPosition() {
      return head == null ? null : head.position();
    }
  }

  /**
   * Makes sure that nobody else is at work here, until this program ends.
   *
   * @throws ConsoleStartException when somebody is
   */
  public void requireAlone() {
    switch (lock.takeAlone()) {
      case HELD -> {
        // As long as this program runs, no console starts.
      }
      case CONSOLE_RUNS ->
          throw new ConsoleStartException("a console is running on this database: stop it first");
      case RECOVERY_RUNS ->
          throw new ConsoleStartException("another recovery of this database is under way");
    }
  }

  /** Reads all of the feed; in a transaction. */
  public Standing standing() {
    SetTree set = feed.wholeSet();
    FeedState state =
        feed.head().map(head -> new FeedState(head.position(), head.chain(), set)).orElse(null);
    Checkpoint checkpoint = checkpoints.newest().orElse(null);
    LastPublished seen = positionFile.read().orElse(null);
    FeedPosition kept =
        state != null && seen != null && seen.attests(state) ? state.position() : null;
    boolean signed =
        state != null && checkpoint != null && SignedCheckpoints.attests(checkpoint, state);
    return new Standing(
        FeedPosition.later(checkpoint == null ? null : checkpoint.position(), kept),
        seen == null ? null : seen.position(),
        signed || kept != null,
        state == null ? null : LastPublished.of(state));
  }

  private static List<String> subjects(SetTree set) {
    List<String> subjects = new ArrayList<>(set.size());
    for (int bucket = 0; bucket < SetTree.BUCKETS; bucket++) {
      set.forEach(bucket, (subject, _) -> subjects.add(subject));
    }
    return subjects;
  }

  /**
   * Takes the feed's lock and begins the epoch in the transaction in hand.
   *
   * @param found what the feed was when it was looked at
   * @param epoch above every epoch that anybody has seen
   * @param anew true to begin with an empty set, to which every subject is added; false to go on
   *     from the rows that there are
   */
  public Run begin(Standing found, long epoch, boolean anew) {
    FeedHead head = feed.lockHead().orElse(null);
    requireUnmoved(found.head(), head);
    if (head == null) {
      feed.begin(FeedState.EMPTY);
      head = feed.lockHead().orElseThrow();
    }
    feed.discardUnfitCurrent();
    SetTree set = feed.wholeSet();
    if (anew) {
      feed.discardCurrent(subjects(set));
      set = new SetTree();
    } else {
      requireUnchanged(found.head(), set);
    }
    Run run = new Run(new FeedState(new FeedPosition(epoch, 0), head.chain(), set), head);
    run.store();
    feed.discardEntriesBeyondHead();
    return run;
  }

  /** Whoever published meanwhile has also changed rows that were looked at before. */
  private static void requireUnmoved(@Nullable LastPublished found, @Nullable FeedHead head) {
    if (found == null
        ? head != null
        : head == null
            || !head.position().equals(found.position())
            || !head.chain().equals(found.chain())) {
      throw new ConsoleStartException(
          "nothing was changed: something was published meanwhile, so a console is running");
    }
  }

  /** What is signed now has to be what was found to be signed before. */
  private static void requireUnchanged(@Nullable LastPublished found, SetTree set) {
    if (found != null && !Objects.equals(set.root(), found.root())) {
      throw new ConsoleStartException(
          "nothing was changed: rows of license_current have been changed meanwhile; find who"
              + " writes them, then start the recovery again");
    }
  }

  /** Notes outside the database how far the feed has come; once the transaction is committed. */
  public void keep(Run run) {
    mirror.open(run.state);
  }

  /** An epoch being filled. */
  public final class Run {

    private final FeedHead head;
    private final Instant now;
    private FeedState state;

    private Run(FeedState state, FeedHead head) {
      this.state = state;
      this.head = head;
      this.now = clocks.require(head.databaseTime());
    }

    /** Signs and adds documents; the caller has counted their versions above all that was seen. */
    public void add(List<? extends SubjectDocument> documents) {
      List<NewEntry> entries =
          documents.stream().map(document -> NewEntry.sign(signingKey, document)).toList();
      Publication publication = Publication.after(state, entries, head.databaseTime());
      writer.publish(
          state.position(),
          publication,
          signingKey.sign(Publication.checkpoint(publication.state(), head.auditHead(), now)));
      state = publication.state();
    }

    /** Writes every bucket's hash; answers the position of the last document. */
    public FeedPosition end() {
      writer.replaceBuckets(state);
      return state.position();
    }

    private void store() {
      writer.replaceHead(
          state, signingKey.sign(Publication.checkpoint(state, head.auditHead(), now)));
    }
  }
}
