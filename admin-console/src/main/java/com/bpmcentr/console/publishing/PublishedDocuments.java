package com.bpmcentr.console.publishing;

import com.bpmcentr.license.CompromisedLicense;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.LicenseVerifier;
import com.bpmcentr.license.Refusal;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.Verification;
import com.bpmcentr.license.VerifiedCheckpoint;
import com.bpmcentr.license.VerifiedSubject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was published of a subject: now, at a moment, and up to a position. */
@Component
public final class PublishedDocuments {

  private static final int VERSIONS_A_PAGE = 10;

  private final FeedRepository feed;
  private final FeedMirror mirror;
  private final LicenseVerifier verifier;

  PublishedDocuments(FeedRepository feed, FeedMirror mirror, LicenseVerifier verifier) {
    this.feed = feed;
    this.mirror = mirror;
    this.verifier = verifier;
  }

  /** The subject's newest document; its earlier ones are read as far as they are asked for. */
  public History of(String subject) {
    return new History(subject, newest(subject));
  }

  /** One subject's documents, read while one thing is explained. */
  public final class History {

    private final String subject;
    private final Published newest;
    private final Map<Long, List<FeedRepository.EarlierVersion>> pages = new HashMap<>();

    private History(String subject, Published newest) {
      this.subject = subject;
      this.newest = newest;
    }

    public Published newest() {
      return newest;
    }

    /** What was in force at the moment, by the times at which the documents were made. */
    public Published at(Instant moment) {
      return find(version -> !version.verified().document().issuedAt().isAfter(moment));
    }

    /** What an edge holds that has applied the feed up to the position. */
    public Published upTo(FeedPosition position) {
      return find(version -> version.position().compareTo(position) <= 0);
    }

    /** From the newest back, as long as each version follows the one before: none may lack. */
    private Published find(Predicate<Published.Version> inForce) {
      if (!(newest instanceof Published.Version version) || inForce.test(version)) {
        return newest;
      }
      long number = version.verified().document().version();
      while (true) {
        List<FeedRepository.EarlierVersion> page = versionsBefore(number);
        for (FeedRepository.EarlierVersion earlier : page) {
          CurrentRow row = earlier.row();
          if (row.version() != number - 1) {
            return new Published.NotKept();
          }
          number = row.version();
          switch (believed(subject, row.removal(), row.version(), row.document())) {
            case VerifiedSubject verified -> {
              var found = new Published.Version(verified, earlier.position(), false);
              if (inForce.test(found)) {
                return found;
              }
            }
            case CompromisedLicense _ -> {
              return new Published.Compromised();
            }
            case VerifiedCheckpoint _ -> {
              return new Published.Differs();
            }
            case Refusal refusal -> {
              return of(refusal);
            }
          }
        }
        if (page.isEmpty()) {
          return number == 1 ? new Published.Never() : new Published.NotKept();
        }
      }
    }

    private List<FeedRepository.EarlierVersion> versionsBefore(long version) {
      return pages.computeIfAbsent(
          version, before -> feed.versionsBefore(subject, before, VERSIONS_A_PAGE));
    }
  }

  private Published newest(String subject) {
    SetTree.Entry held = mirror.current().tree().get(subject);
    List<CurrentRow> rows = feed.current(List.of(subject));
    if (rows.isEmpty()) {
      return held == null ? new Published.Never() : new Published.Differs();
    }
    CurrentRow row = rows.getFirst();
    FeedPosition position = feed.positionOfCurrent(subject).orElse(null);
    if (position == null || isSetBack(row, held)) {
      return new Published.Differs();
    }
    return switch (believed(subject, row.removal(), row.version(), row.document())) {
      case VerifiedSubject verified -> new Published.Version(verified, position, true);
      case CompromisedLicense _ -> new Published.Compromised();
      case VerifiedCheckpoint _ -> new Published.Differs();
      case Refusal refusal -> of(refusal);
    };
  }

  /** A newer one may be another console's, and has its signature; an older one was put back. */
  private static boolean isSetBack(CurrentRow row, SetTree.@Nullable Entry held) {
    return held != null && row.version() <= held.version() && !row.mirrored().equals(held);
  }

  /** The document's verification, if the row says of it what it says itself. */
  private Verification believed(
      String subject, boolean removal, long version, SignedDocument document) {
    Verification verification = verifier.verify(document);
    boolean fits =
        switch (verification) {
          case VerifiedSubject verified ->
              verified.document().subject().equals(subject)
                  && verified.document().version() == version
                  && verified.document().removed() == removal;
          case CompromisedLicense license -> license.subject().equals(subject);
          case VerifiedCheckpoint _ -> false;
          case Refusal _ -> true;
        };
    return fits
        ? verification
        : new Refusal(Refusal.Reason.MALFORMED, "the row holds another document");
  }

  private static Published of(Refusal refusal) {
    return refusal.reason() == Refusal.Reason.COMPROMISED_KEY
        ? new Published.Compromised()
        : new Published.Differs();
  }
}
