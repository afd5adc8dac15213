package com.bpmcentr.console.recovery;

import com.bpmcentr.license.CompromisedLicense;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.LicenseVerifier;
import com.bpmcentr.license.Refusal;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.SubjectDocument;
import com.bpmcentr.license.VerifiedCheckpoint;
import com.bpmcentr.license.VerifiedSubject;
import com.bpmcentr.license.journal.JournalRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What edges hold and the database does not, by subject: only what a trusted key signed. What the
 * database has just so is passed over without a look at its signature, so that a million licenses
 * that nobody changed cost nothing.
 */
final class Evidence {

  private final LicenseVerifier verifier;
  private final SetTree known;
  private final Set<Hash> seen = new HashSet<>();
  private final Map<String, List<SubjectDocument>> bySubject = new TreeMap<>();
  private @Nullable FeedPosition highest;
  private @Nullable FeedPosition newest;
  private long refused;

  /**
   * Nothing yet.
   *
   * @param known what the database's own rows were issued as, by subject
   */
  Evidence(LicenseVerifier verifier, SetTree known) {
    this.verifier = verifier;
    this.known = known;
  }

  void take(JournalRecord record) {
    switch (record) {
      case JournalRecord.Entry(FeedEntry entry) ->
          take(entry.subject(), entry.version(), entry.document());
      case JournalRecord.Row row ->
          take(row.row().subject(), row.row().version(), row.row().document());
      case JournalRecord.Proof(SignedDocument checkpoint) -> takeCheckpoint(checkpoint);
      case JournalRecord.Header _, JournalRecord.End _ -> {
        // say nothing about the feed
      }
    }
  }

  /** A document as somebody holds it. */
  void take(String subject, long version, SignedDocument document) {
    Hash hash = document.payloadHash();
    if (isKnown(subject, version, hash) || !seen.add(hash)) {
      return;
    }
    switch (verifier.verify(document)) {
      case VerifiedSubject verified ->
          bySubject
              .computeIfAbsent(verified.document().subject(), _ -> new ArrayList<>())
              .add(verified.document());
      case CompromisedLicense _, VerifiedCheckpoint _, Refusal _ -> refused++;
    }
  }

  private boolean isKnown(String subject, long version, Hash hash) {
    try {
      SetTree.Entry entry = known.get(subject);
      return entry != null && entry.version() == version && entry.payloadHash().equals(hash);
    } catch (IllegalArgumentException e) {
      // such a subject is in no set; its document, if it is one, says what it is about
      return false;
    }
  }

  private void takeCheckpoint(SignedDocument checkpoint) {
    if (seen.add(checkpoint.payloadHash())
        && verifier.verify(checkpoint) instanceof VerifiedCheckpoint verified) {
      highest = FeedPosition.later(highest, verified.checkpoint().position());
    }
  }

  /** An edge's folder holds all that was published up to there; null: it does not say. */
  void reaches(@Nullable FeedPosition position) {
    newest = FeedPosition.later(newest, position);
  }

  /** The highest position that a signed checkpoint among it speaks of; null: there is none. */
  @Nullable FeedPosition highest() {
    return highest;
  }

  /** The newest position that a whole set among it is that of; null: there is none. */
  @Nullable FeedPosition newest() {
    return newest;
  }

  /** How many documents no trusted key had signed. */
  long refused() {
    return refused;
  }

  /** Documents that the database does not have, by subject, each subject's oldest first. */
  Map<String, List<SubjectDocument>> bySubject() {
    bySubject
        .values()
        .forEach(
            documents ->
                documents.sort(
                    Comparator.comparingLong(SubjectDocument::version)
                        .thenComparing(SubjectDocument::issuedAt)));
    return bySubject;
  }
}
