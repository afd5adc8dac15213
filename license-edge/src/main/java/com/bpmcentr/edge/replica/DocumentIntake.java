package com.bpmcentr.edge.replica;

import com.bpmcentr.license.CompromisedLicense;
import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.Refusal;
import com.bpmcentr.license.SubjectDocument;
import com.bpmcentr.license.Verification;
import com.bpmcentr.license.VerifiedCheckpoint;
import com.bpmcentr.license.VerifiedSubject;
import java.util.Objects;

/**
 * The door to the replica: what a row shows is let in when its document is verified, is what the
 * row says it is, and is newer than what is held. Anything else is refused with an alarm.
 */
final class DocumentIntake {

  /** Of a subject in the log; none has more. */
  private static final int MOST_SUBJECT = 100;

  private final LicenseReplica replica;
  private final FeedStatus status;

  /** What became of a document. */
  enum Outcome {
    APPLIED,
    /** It is the one that is held already. */
    HELD,
    REFUSED
  }

  DocumentIntake(LicenseReplica replica, FeedStatus status) {
    this.replica = replica;
    this.status = status;
  }

  /** Takes in what an entry of the feed shows. */
  Outcome take(FeedEntry entry, Verification verification) {
    return switch (verification) {
      case VerifiedSubject verified -> take(entry, verified);
      case CompromisedLicense license ->
          take(license, entry.subject(), entry.version(), entry.document().payloadHash());
      case VerifiedCheckpoint checkpoint ->
          refused(FeedAlarm.DOCUMENT_MISLABELLED, entry.subject(), "is a checkpoint");
      case Refusal refusal ->
          refused(FeedAlarm.DOCUMENT_REFUSED, entry.subject(), refusal.detail());
    };
  }

  /** Whether the row's document is the one that is held, and trusted. */
  boolean holds(CurrentDocument row) {
    return replica.heldVersion(row.subject()) == row.version()
        && Objects.equals(row.document().payloadHash(), replica.heldHash(row.subject()));
  }

  /** Takes in what a row of the current set shows. */
  Outcome take(CurrentDocument row, Verification verification) {
    return switch (verification) {
      case VerifiedSubject verified -> take(row, verified);
      case CompromisedLicense license ->
          take(license, row.subject(), row.version(), row.document().payloadHash());
      case VerifiedCheckpoint checkpoint ->
          refused(FeedAlarm.DOCUMENT_MISLABELLED, row.subject(), "is a checkpoint");
      case Refusal refusal -> refused(FeedAlarm.DOCUMENT_REFUSED, row.subject(), refusal.detail());
    };
  }

  private Outcome take(FeedEntry entry, VerifiedSubject verified) {
    SubjectDocument document = verified.document();
    if (!isLabelled(document, entry.subject(), entry.version(), entry.removal())) {
      return refused(FeedAlarm.DOCUMENT_MISLABELLED, entry.subject(), "at " + entry.position());
    }
    return replica.apply(verified)
        ? Outcome.APPLIED
        : refusedAsOld(entry.subject(), entry.version());
  }

  private Outcome take(CurrentDocument row, VerifiedSubject verified) {
    SubjectDocument document = verified.document();
    if (!isLabelled(document, row.subject(), row.version(), row.removal())) {
      return refused(FeedAlarm.DOCUMENT_MISLABELLED, row.subject(), "in the current set");
    }
    if (replica.apply(verified)) {
      return Outcome.APPLIED;
    }
    return holds(row) ? Outcome.HELD : refusedAsOld(row.subject(), row.version());
  }

  /**
   * What a compromised key signed displaces nothing trustworthy, unless it is the very document
   * that is held and was trusted before the key was marked.
   */
  private Outcome take(CompromisedLicense license, String subject, long version, Hash payloadHash) {
    boolean displaces = replica.heldVersion(subject) > 0;
    if (!license.subject().equals(subject)
        || (displaces && !Objects.equals(payloadHash, replica.heldHash(subject)))) {
      return refused(FeedAlarm.DOCUMENT_REFUSED, subject, "signed by a compromised key");
    }
    replica.applyCompromised(license, version, payloadHash);
    return Outcome.APPLIED;
  }

  private static boolean isLabelled(
      SubjectDocument document, String subject, long version, boolean removal) {
    return document.subject().equals(subject)
        && document.version() == version
        && document.removed() == removal;
  }

  private Outcome refusedAsOld(String subject, long version) {
    return refused(
        FeedAlarm.VERSION_BACKWARDS,
        subject,
        "version " + version + " after " + replica.heldVersion(subject));
  }

  private Outcome refused(FeedAlarm alarm, String subject, String detail) {
    // the detail is to be seen whatever the subject is
    status.raise(alarm, LogText.of(subject, MOST_SUBJECT) + " " + detail);
    return Outcome.REFUSED;
  }
}
