package com.bpmcentr.console.publishing;

import com.bpmcentr.console.publishing.PublishingAlarm.Kind;
import com.bpmcentr.license.CompromisedLicense;
import com.bpmcentr.license.LicenseVerifier;
import com.bpmcentr.license.Refusal;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SubjectDocument;
import com.bpmcentr.license.Verification;
import com.bpmcentr.license.VerifiedCheckpoint;
import com.bpmcentr.license.VerifiedSubject;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What was signed last of a subject: read from its row, believed for its signature, and for being
 * what the mirror holds.
 */
@Component
class LastSigned {

  private final FeedRepository feed;
  private final LicenseVerifier verifier;
  private final PublishingAlarms alarms;

  /**
   * No version is signed twice, nor a lower one, which every edge would refuse for good.
   *
   * @param held what was signed last of the subject; null when nothing was
   */
  static void requireHigher(SubjectDocument next, SetTree.@Nullable Entry held) {
    if (held != null && !isHigher(next, held)) {
      throw new IllegalStateException(
          "version %d of %s does not follow %d"
              .formatted(next.version(), next.subject(), held.version()));
    }
  }

  static boolean isHigher(SubjectDocument next, SetTree.@Nullable Entry held) {
    return held == null || next.version() > held.version();
  }

  /** Subjects whose rows were found changed, until they are found right again. */
  private final Set<String> differing = ConcurrentHashMap.newKeySet();

  LastSigned(FeedRepository feed, LicenseVerifier verifier, PublishingAlarms alarms) {
    this.feed = feed;
    this.verifier = verifier;
    this.alarms = alarms;
  }

  /**
   * A row whose signature holds.
   *
   * @param document null when a compromised key signed it, whose content counts for nothing
   */
  record Last(SetTree.Entry mirrored, @Nullable SubjectDocument document) {}

  /** The subjects' rows, verified; before the lock, since a signature takes its time. */
  Map<String, Last> read(Collection<String> subjects) {
    Map<String, Last> bySubject = new HashMap<>();
    for (CurrentRow row : feed.current(subjects)) {
      bySubject.put(row.subject(), verified(row));
    }
    return bySubject;
  }

  /**
   * Under the lock: each new document must follow what the mirror holds, and the row must say the
   * same.
   *
   * @throws PublishingRefusedException when a row was changed by someone else than a console, or
   *     what was revoked would return
   */
  void requireToFollow(List<NewEntry> documents, Map<String, Last> rows, SetTree mirror) {
    for (NewEntry entry : documents) {
      SubjectDocument next = entry.content();
      String subject = next.subject();
      SetTree.Entry held = mirror.get(subject);
      Last last = rows.get(subject);
      if (!isMirrored(last, held)) {
        // Another console may have published the subject since the row was read.
        last = read(List.of(subject)).get(subject);
      }
      if (!isMirrored(last, held)) {
        throw differs(subject, "the row of " + subject + " is not what was published last");
      }
      agrees(subject);
      requireHigher(next, held);
      if (last != null && last.document() != null) {
        requireNoReturn(last.document(), next);
      }
    }
  }

  /** Subjects whose rows were found changed and have not been found right since. */
  Set<String> differing() {
    return Set.copyOf(differing);
  }

  /**
   * Refuses while a row is known to differ.
   *
   * @throws PublishingRefusedException as publishing its subject would
   */
  void requireNoneDiffering() {
    Set<String> known = differing();
    if (!known.isEmpty()) {
      throw new PublishingRefusedException(
          Kind.ROW_DIFFERS, known.size() + " rows of the current set are not what was published");
    }
  }

  /** Whether the row's document is signed, and all of the row is what its document makes it. */
  boolean isAsSigned(CurrentRow row) {
    return row.hashed()
        && switch (verifier.verify(row.document())) {
          case VerifiedSubject verified -> isOf(row, verified.document());
          case CompromisedLicense license -> license.subject().equals(row.subject());
          case VerifiedCheckpoint _ -> false;
          case Refusal refusal -> refusal.reason() == Refusal.Reason.COMPROMISED_KEY;
        };
  }

  /**
   * Somebody has looked at all rows.
   *
   * @param before the subjects that were known to differ when he began
   * @param found those whose rows differ now
   */
  void looked(Set<String> before, Set<String> found) {
    if (!found.isEmpty()) {
      differing.addAll(found);
      var _ =
          alarms.raise(
              Kind.ROW_DIFFERS,
              found.size()
                  + " rows of the current set are not what was published, among them that of "
                  + first(found),
              found.size(),
              first(found));
    }
    before.stream().filter(subject -> !found.contains(subject)).forEach(this::agrees);
  }

  /** The subjects' rows were put right. */
  void forget(Collection<String> subjects) {
    subjects.forEach(this::agrees);
  }

  private PublishingRefusedException differs(String subject, String detail) {
    differing.add(subject);
    return alarms.raise(Kind.ROW_DIFFERS, detail, differing.size(), subject);
  }

  private static String first(Set<String> subjects) {
    return subjects.stream().min(Comparator.naturalOrder()).orElseThrow();
  }

  private void agrees(String subject) {
    if (differing.remove(subject) && differing.isEmpty()) {
      alarms.clear(Kind.ROW_DIFFERS);
    }
  }

  private static boolean isMirrored(@Nullable Last row, SetTree.@Nullable Entry held) {
    return Objects.equals(row == null ? null : row.mirrored(), held);
  }

  private void requireNoReturn(SubjectDocument last, SubjectDocument next) {
    Optional<String> returning = Revocations.returning(last, next);
    if (returning.isPresent()) {
      throw alarms.raise(
          Kind.REVOKED_WOULD_RETURN,
          "the new document of " + next.subject() + " would bring back " + returning.get(),
          next.subject(),
          returning.get());
    }
  }

  private Last verified(CurrentRow row) {
    Verification verification = verifier.verify(row.document());
    return switch (verification) {
      case VerifiedSubject verified when isOf(row, verified.document()) ->
          new Last(row.mirrored(), verified.document());
      case CompromisedLicense license when license.subject().equals(row.subject()) ->
          new Last(row.mirrored(), null);
      // Of connectors' policies only the key says so; the mirror tells whether it is the right one.
      case Refusal refusal when refusal.reason() == Refusal.Reason.COMPROMISED_KEY ->
          new Last(row.mirrored(), null);
      case VerifiedSubject _, CompromisedLicense _, VerifiedCheckpoint _ ->
          throw differs(row.subject(), "the row of " + row.subject() + " holds another document");
      case Refusal refusal ->
          throw differs(
              row.subject(),
              "the document of " + row.subject() + " is refused: " + refusal.detail());
    };
  }

  /** Whether the row's other columns say what its document does. */
  static boolean isOf(CurrentRow row, SubjectDocument document) {
    return document.subject().equals(row.subject())
        && document.version() == row.version()
        && document.removed() == row.removal();
  }
}
