package com.bpmcentr.console.publishing;

import com.bpmcentr.console.publishing.PublishingAlarm.Kind;
import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SetTree;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills the mirror at the start, before anything can be published. The rows must come to the root
 * that was signed last, and must not be behind what this console has seen; else the feed stays
 * read-only, with an alarm. Where a key that is trusted no more has signed it, what this console
 * itself wrote down outside the database takes the signature's place.
 */
@Component
class FeedOpening implements SmartInitializingSingleton {

  private static final Logger LOG = LoggerFactory.getLogger(FeedOpening.class);

  private final RunningConsole running;
  private final FeedRepository feed;
  private final SignedCheckpoints checkpoints;
  private final PositionFile positionFile;
  private final FeedMirror mirror;
  private final PublishingAlarms alarms;
  private final TransactionTemplate transaction;
  private final TransactionTemplate oneMoment;

  FeedOpening(
      RunningConsole running,
      FeedRepository feed,
      SignedCheckpoints checkpoints,
      PositionFile positionFile,
      FeedMirror mirror,
      PublishingAlarms alarms,
      PlatformTransactionManager transactions) {
    this.running = running;
    this.feed = feed;
    this.checkpoints = checkpoints;
    this.positionFile = positionFile;
    this.mirror = mirror;
    this.alarms = alarms;
    this.transaction = new TransactionTemplate(transactions);
    this.oneMoment = new TransactionTemplate(transactions);
    this.oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  @Override
  public void afterSingletonsInstantiated() {
    running.require();
    Optional<LastPublished> seen = positionFile.read();
    transaction.executeWithoutResult(_ -> beginIfUntouched());
    // An alarm is all there is to be said: screens work, publishing is refused.
    oneMoment.executeWithoutResult(
        _ -> {
          try {
            mirror.open(read(seen));
          } catch (PublishingRefusedException e) {
            // Raised as an alarm where it was found.
          }
        });
  }

  private void beginIfUntouched() {
    if (feed.isUntouched()) {
      feed.begin(FeedState.EMPTY);
    }
  }

  private FeedState read(Optional<LastPublished> seen) {
    FeedHead head = feed.head().orElseThrow(() -> differs("the head's row is missing"));
    FeedState state = new FeedState(head.position(), head.chain(), feed.wholeSet());
    if (!state.matches(head)) {
      throw differs("the rows of the current set do not come to the head's root");
    }
    requireAttested(state, head, seen);
    requireBuckets(state.tree());
    requireNotBehind(state, seen);
    long unfit = feed.unfitCurrent();
    if (unfit > 0) {
      // in no set, here as in edges, so nothing rests on them
      alarms.rowsUnfit(unfit);
    }
    return state;
  }

  /** By the checkpoint; by this console's own file where the checkpoint's key counts no more. */
  private void requireAttested(FeedState state, FeedHead head, Optional<LastPublished> seen) {
    if (checkpoints.newestIsOfADistrustedKey()) {
      if (seen.isEmpty() || !seen.get().attests(state)) {
        throw differs(
            "the newest checkpoint's key is trusted no more, and this console has not kept that it"
                + " published these rows at "
                + state.position());
      }
      LOG.warn(
          "feed: the newest checkpoint's key is trusted no more; the rows are what this console"
              + " published last, and it goes on from them");
      return;
    }
    boolean isBeginning = state.matches(headOf(FeedState.EMPTY, head));
    Optional<Checkpoint> checkpoint = checkpoints.newest();
    if (checkpoint.isEmpty() ? !isBeginning : !SignedCheckpoints.attests(checkpoint.get(), state)) {
      throw differs("the rows of the current set do not come to the root that was signed last");
    }
  }

  /** Edges find by them what they hold wrongly; a bucket without a row holds nothing. */
  private void requireBuckets(SetTree tree) {
    Map<Integer, Hash> buckets = feed.buckets();
    Hash empty = new SetTree().bucketHash(0);
    for (int bucket = 0; bucket < SetTree.BUCKETS; bucket++) {
      if (!tree.bucketHash(bucket).equals(buckets.getOrDefault(bucket, empty))) {
        throw differs("the hash of bucket " + bucket + " is not what its rows come to");
      }
    }
  }

  private void requireNotBehind(FeedState state, Optional<LastPublished> seen) {
    if (seen.isEmpty()) {
      return;
    }
    LastPublished last = seen.get();
    int ahead = state.position().compareTo(last.position());
    if (ahead < 0) {
      throw alarms.raise(
          Kind.DATABASE_BEHIND,
          "the database is at " + state.position() + ", this console has seen " + last.position(),
          state.position().toString(),
          last.position().toString());
    }
    if (state.position().epoch() > last.position().epoch()) {
      // Recovered since, by a command that has signed it: what came before counts no more.
      return;
    }
    Optional<Hash> chainThere =
        ahead == 0 ? Optional.of(state.chain()) : feed.chainAt(last.position());
    if (chainThere.isPresent() && !chainThere.get().equals(last.chain())) {
      throw differs("the database has another history than this console at " + last.position());
    }
  }

  private static FeedHead headOf(FeedState state, FeedHead like) {
    return new FeedHead(
        state.position(), state.chain(), state.root(), like.auditHead(), like.databaseTime());
  }

  private PublishingRefusedException differs(String detail) {
    return alarms.raise(Kind.HISTORY_DIFFERS, detail);
  }
}
