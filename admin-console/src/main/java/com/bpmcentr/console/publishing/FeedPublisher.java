package com.bpmcentr.console.publishing;

import com.bpmcentr.console.publishing.PublishingAlarm.Kind;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.SubjectDocument;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Signs documents and adds them to the feed, in the transaction that changed what they speak of:
 * business rows, audit entry and feed entries are committed together or not at all.
 *
 * <p>Numbers are taken under the feed's lock, which is held until the commit, so they are dense and
 * in the order of commits: who reads up to a number will never find a smaller one later.
 */
@Component
class FeedPublisher implements Publisher {

  private final SigningKey signingKey;
  private final LastSigned lastSigned;
  private final FeedRepository feed;
  private final PgFeedWriter writer;
  private final FeedMirror mirror;
  private final SignedAudit audit;
  private final ClockAgreement clocks;
  private final PublishingAlarms alarms;

  FeedPublisher(
      SigningKey signingKey,
      LastSigned lastSigned,
      FeedRepository feed,
      PgFeedWriter writer,
      FeedMirror mirror,
      SignedAudit audit,
      ClockAgreement clocks,
      PublishingAlarms alarms) {
    this.signingKey = signingKey;
    this.lastSigned = lastSigned;
    this.feed = feed;
    this.writer = writer;
    this.mirror = mirror;
    this.audit = audit;
    this.clocks = clocks;
    this.alarms = alarms;
  }

  @Override
  public void requireOpen() {
    alarms.requireOpen();
  }

  @Override
  public SignedDocuments sign(List<? extends SubjectDocument> documents) {
    requireOpen();
    return new SignedDocuments(signed(documents));
  }

  @Override
  public SignedDocuments prepare(List<? extends SubjectDocument> documents) {
    requireOpen();
    List<NewEntry> entries = signed(documents);
    return new SignedDocuments(entries, lastSigned.read(subjectsOf(entries)));
  }

  @Override
  public FeedPosition publish(SignedDocuments documents) {
    requireLastOfItsTransaction();
    List<NewEntry> entries = documents.entries();
    Set<String> subjects = subjectsOf(entries);
    requireOpen();

    // Verifying what is there takes its time too, and needs no lock.
    Map<String, LastSigned.Last> followed = documents.followed();
    Map<String, LastSigned.Last> rows = followed == null ? lastSigned.read(subjects) : followed;

    FeedHead head = feed.lockHead().orElseThrow(this::headMissing);
    FeedState before = mirror.at(head, mirror.current());
    lastSigned.requireToFollow(entries, rows, before.tree());
    return publish(head, before, entries);
  }

  /**
   * Signs and publishes documents of subjects whose last document is lost, so that nobody can look
   * whether something revoked returns. For the repair that an owner asked for, and for nothing
   * else.
   */
  FeedPosition replaceLost(List<? extends SubjectDocument> documents) {
    requireLastOfItsTransaction();
    List<NewEntry> entries = signed(documents);
    FeedHead head = feed.lockHead().orElseThrow(this::headMissing);
    FeedState before = mirror.at(head, mirror.current());
    for (SubjectDocument document : documents) {
      LastSigned.requireHigher(document, before.tree().get(document.subject()));
    }
    return publish(head, before, entries);
  }

  private FeedPosition publish(FeedHead head, FeedState before, List<NewEntry> entries) {
    Instant now = clocks.require(head.databaseTime());
    Publication publication = Publication.after(before, entries, head.databaseTime());
    FeedState after = publication.state();
    SignedAudit.Place audited = audit.next();
    SignedDocument checkpoint = signingKey.sign(Publication.checkpoint(after, audited.hash(), now));
    try {
      writer.publish(before.position(), publication, checkpoint);
    } catch (DuplicateKeyException e) {
      throw alarms.raise(
          Kind.ENTRY_BEYOND_HEAD,
          "something stands after " + before.position() + " that no console has published",
          before.position().toString());
    }
    alarms.clear(Kind.ENTRY_BEYOND_HEAD);
    followTransaction(after, audited);
    return after.position();
  }

  private List<NewEntry> signed(List<? extends SubjectDocument> documents) {
    return documents.stream().map(document -> NewEntry.sign(signingKey, document)).toList();
  }

  private static Set<String> subjectsOf(List<NewEntry> entries) {
    Set<String> subjects =
        entries.stream().map(entry -> entry.content().subject()).collect(Collectors.toSet());
    if (entries.isEmpty() || entries.size() > MOST_DOCUMENTS) {
      throw new IllegalArgumentException(
          "1 to " + MOST_DOCUMENTS + " documents in one transaction, not " + entries.size());
    }
    if (subjects.size() < entries.size()) {
      throw new IllegalArgumentException("a subject is there twice");
    }
    return subjects;
  }

  private void requireLastOfItsTransaction() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("what is published must be part of a transaction");
    }
    if (TransactionSynchronizationManager.getSynchronizations().stream()
        .anyMatch(AfterPublishing.class::isInstance)) {
      throw new IllegalStateException("this transaction has published already");
    }
  }

  private void followTransaction(FeedState after, SignedAudit.Place audited) {
    mirror.stage(after);
    TransactionSynchronizationManager.registerSynchronization(
        new AfterPublishing(mirror, after, audit, audited));
  }

  private PublishingRefusedException headMissing() {
    return alarms.raise(Kind.HISTORY_DIFFERS, "the head's row is missing");
  }

  /** Lets what is known of feed and audit log follow the transaction's end, whichever it is. */
  private record AfterPublishing(
      FeedMirror mirror, FeedState after, SignedAudit audit, SignedAudit.Place audited)
      implements TransactionSynchronization {

    @Override
    public void afterCompletion(int status) {
      if (status == STATUS_COMMITTED) {
        mirror.committed(after);
        audit.committed(audited);
      } else if (status == STATUS_ROLLED_BACK) {
        mirror.rolledBack(after);
      }
      // Unknown: the state stays staged, and the head's row will tell.
    }
  }
}
