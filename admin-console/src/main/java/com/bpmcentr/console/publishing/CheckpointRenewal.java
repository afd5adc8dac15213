package com.bpmcentr.console.publishing;

import com.bpmcentr.console.operation.RecurringWork;
import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.SignedDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signs the head anew while nobody publishes, so that edges can tell an idle feed from a dead
 * console. Of several consoles one does it at a time.
 */
@Component
class CheckpointRenewal {

  private static final Duration AGE = Duration.ofSeconds(5);

  /** Further ahead than two consoles may be apart: signed by a clock that was wrong. */
  private static final Duration MOST_AHEAD = Duration.ofMinutes(1);

  private final FeedRepository feed;
  private final PgFeedWriter writer;
  private final SignedCheckpoints checkpoints;
  private final SigningKey signingKey;
  private final FeedMirror mirror;
  private final SignedAudit audit;
  private final ClockAgreement clocks;
  private final PublishingAlarms alarms;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final RecurringWork work;
  private volatile @Nullable Checkpoint newest;

  CheckpointRenewal(
      FeedRepository feed,
      PgFeedWriter writer,
      SignedCheckpoints checkpoints,
      SigningKey signingKey,
      FeedMirror mirror,
      SignedAudit audit,
      ClockAgreement clocks,
      PublishingAlarms alarms,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.feed = feed;
    this.writer = writer;
    this.checkpoints = checkpoints;
    this.signingKey = signingKey;
    this.mirror = mirror;
    this.audit = audit;
    this.clocks = clocks;
    this.alarms = alarms;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
    this.work = new RecurringWork("renewing the checkpoint", this::renewIfDue);
  }

  @Scheduled(fixedDelay = 1_000)
  void tick() {
    work.run();
  }

  /** The newest one at the last look, which is every second; null before the first. */
  @Nullable Checkpoint newest() {
    return newest;
  }

  /** Whether the checkpoint was renewed. */
  boolean renewIfDue() {
    if (alarms.feedIsReadOnly()) {
      return false;
    }
    return transaction.execute(_ -> feed.tryCheckpointLock() && isDue() && renew());
  }

  private boolean isDue() {
    Optional<Checkpoint> found = checkpoints.newest();
    found.ifPresent(checkpoint -> newest = checkpoint);
    Instant now = clock.instant();
    return found.isEmpty()
        || !now.isBefore(found.get().issuedAt().plus(AGE))
        || now.isBefore(found.get().issuedAt().minus(MOST_AHEAD));
  }

  private boolean renew() {
    FeedState floor = mirror.current();
    FeedHead head =
        feed.head()
            .orElseThrow(
                () ->
                    alarms.raise(
                        PublishingAlarm.Kind.HISTORY_DIFFERS, "the head's row is missing"));
    Instant now = clocks.require(head.databaseTime());
    FeedState state = mirror.at(head, floor);
    SignedAudit.Place audited = audit.next();
    SignedDocument checkpoint = signingKey.sign(Publication.checkpoint(state, audited.hash(), now));
    writer.renew(state.position(), checkpoint);
    // This transaction has written no entry of its own: what it saw is committed.
    audit.committed(audited);
    return true;
  }
}
