package com.bpmcentr.console.publishing;

import com.bpmcentr.console.publishing.FeedRepository.AuditLogEnd;
import com.bpmcentr.console.publishing.PublishingAlarm.Kind;
import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.Hash;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What of the audit log goes into the next checkpoint: its head, as long as the log still has what
 * was signed of it before. Else that goes on being signed, with an alarm: revocations do not wait
 * for a log to be put right.
 */
@Component
public class SignedAudit {

  private final FeedRepository feed;
  private final SignedCheckpoints checkpoints;
  private final PublishingAlarms alarms;
  private final AtomicReference<@Nullable Place> signed = new AtomicReference<>();
  private volatile OptionalLong wrongEntry = OptionalLong.empty();

  SignedAudit(FeedRepository feed, SignedCheckpoints checkpoints, PublishingAlarms alarms) {
    this.feed = feed;
    this.checkpoints = checkpoints;
    this.alarms = alarms;
  }

  /**
   * An entry and the chain's value after it.
   *
   * @param seq the entry's number; 0 before the first; -1 where the log has no such value
   */
  record Place(long seq, Hash hash) {

    private static final Place BEGINNING = new Place(0, Hash.ZERO);
    private static final long LOST = -1;
  }

  /**
   * Says which entry is not as it was written or noted, of all that were looked at; none: all is
   * well, as far as the log itself tells.
   */
  public void found(OptionalLong entry) {
    wrongEntry = entry;
  }

  /** What to sign, as the transaction in hand sees the log; one row of it is looked up. */
  Place next() {
    // Before the head is read, which goes forward only.
    Place before = signedBefore();
    AuditLogEnd end = feed.auditLogEnd(before.seq());
    OptionalLong wrong = wrongEntry.isPresent() ? wrongEntry : contradiction(before, end);
    if (wrong.isPresent()) {
      long entry = wrong.getAsLong();
      var _ =
          alarms.raise(
              Kind.AUDIT_DIFFERS, "the audit log is not what was signed, at entry " + entry, entry);
      return before;
    }
    alarms.clear(Kind.AUDIT_DIFFERS);
    return new Place(end.seq(), end.hash());
  }

  /** To be called once the transaction is committed. */
  void committed(Place place) {
    signed.accumulateAndGet(
        place, (before, next) -> before == null || before.seq() < next.seq() ? next : before);
  }

  private static OptionalLong contradiction(Place before, AuditLogEnd end) {
    if (before.seq() == Place.LOST) {
      return OptionalLong.of(end.seq());
    }
    if (end.seq() < before.seq() || !end.asked().equals(Optional.of(before.hash()))) {
      return OptionalLong.of(before.seq());
    }
    return end.last().equals(Optional.of(end.hash()))
        ? OptionalLong.empty()
        : OptionalLong.of(end.seq());
  }

  /** At first what the newest checkpoint says; nothing, where no trusted key has signed one. */
  private Place signedBefore() {
    Place known = signed.get();
    if (known != null) {
      return known;
    }
    Place found =
        checkpoints
            .newest()
            .map(Checkpoint::auditHead)
            .map(hash -> new Place(feed.auditEntryWith(hash).orElse(Place.LOST), hash))
            .orElse(Place.BEGINNING);
    return signed.compareAndSet(null, found) ? found : signedBefore();
  }
}
