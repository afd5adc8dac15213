package com.bpmcentr.console.publishing;

import com.bpmcentr.console.operation.Headway;
import com.bpmcentr.console.publishing.PublishingAlarm.Kind;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.LicenseVerifier;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.VerifiedSubject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Finds what somebody else than a console did to the feed's rows: what the mirror has not. */
@Component
final class FeedComparison {

  private static final FeedPosition BEFORE_ALL = new FeedPosition(1, 0);
  private static final int ENTRIES_A_PAGE = 500;

  /** Whole rows, each as large as a document may be: a page of them has room in memory. */
  private static final int ROWS_A_PAGE = 50;

  /** So often a row is read that differs: while publishing goes on, a reading can be too early. */
  private static final int LOOKS = 3;

  private final FeedRepository feed;
  private final FeedMirror mirror;
  private final LastSigned lastSigned;
  private final LicenseVerifier verifier;
  private final PublishingAlarms alarms;

  FeedComparison(
      FeedRepository feed,
      FeedMirror mirror,
      LastSigned lastSigned,
      LicenseVerifier verifier,
      PublishingAlarms alarms) {
    this.feed = feed;
    this.mirror = mirror;
    this.lastSigned = lastSigned;
    this.verifier = verifier;
    this.alarms = alarms;
  }

  /**
   * Compares all rows with the mirror, and verifies each: kind, type, key and signature are in no
   * root. Takes no lock, and a minute for a million customers, most of it for the signatures.
   */
  Findings find(Headway headway) {
    Set<String> differing = new TreeSet<>();
    Set<String> invented = new TreeSet<>();
    SetTree rows = feed.wholeSet();
    SetTree mirrored = atHead().tree();
    divide(lastSigned.differing(), mirrored, differing, invented);
    compare(mirrored, rows, differing, invented);
    forEachPage(
        subjects(mirrored),
        headway,
        page ->
            page.stream()
                .filter(row -> !lastSigned.isAsSigned(row))
                .forEach(row -> differing.add(row.subject())));
    dropWhatIsRight(differing);
    return findings(feed.entriesBeyondHead(), feed.unfitCurrent(), differing, invented);
  }

  /** What {@link #find(Headway)} says of these subjects, without a look at any other. */
  Findings find(Set<String> subjects) {
    SetTree mirrored = atHead().tree();
    Set<String> differing = new TreeSet<>();
    Set<String> invented = new TreeSet<>();
    divide(subjects, mirrored, differing, invented);
    dropWhatIsRight(differing);
    Findings found = findings(0, 0, differing, invented);
    Set<String> right = new TreeSet<>(subjects);
    right.removeAll(found.differing());
    lastSigned.forget(right);
    return found;
  }

  /** The mirror, after following what another console has published. */
  FeedState atHead() {
    FeedState floor = mirror.current();
    return mirror.at(feed.head().orElseThrow(this::headMissing), floor);
  }

  PublishingRefusedException headMissing() {
    return alarms.raise(Kind.HISTORY_DIFFERS, "the head's row is missing");
  }

  private static void divide(
      Set<String> subjects, SetTree mirror, Set<String> differing, Set<String> invented) {
    subjects.forEach(subject -> (mirror.get(subject) == null ? invented : differing).add(subject));
  }

  private Findings findings(long entries, long unfit, Set<String> differing, Set<String> invented) {
    SetTree now = atHead().tree();
    invented.removeIf(subject -> now.get(subject) != null);
    Map<String, FeedPosition> published = published(differing, now);
    return new Findings(
        entries,
        unfit,
        published,
        List.copyOf(invented),
        differing.stream().filter(subject -> !published.containsKey(subject)).toList());
  }

  /** A row that is published just now is right at one of the looks. */
  private void dropWhatIsRight(Set<String> differing) {
    for (int look = 0; look < LOOKS && !differing.isEmpty(); look++) {
      dropWhatIsRightNow(differing);
    }
  }

  private void dropWhatIsRightNow(Set<String> differing) {
    forEachPage(
        Set.copyOf(differing),
        Headway.UNSEEN,
        page -> {
          // after the rows: the mirror then knows what they were published with
          SetTree now = atHead().tree();
          for (CurrentRow row : page) {
            if (row.mirrored().equals(now.get(row.subject())) && lastSigned.isAsSigned(row)) {
              differing.remove(row.subject());
            }
          }
        });
  }

  private void forEachPage(
      Collection<String> subjects, Headway headway, Consumer<List<CurrentRow>> visitor) {
    List<String> all = List.copyOf(subjects);
    for (int from = 0; from < all.size(); from += ROWS_A_PAGE) {
      headway.at(from, all.size());
      visitor.accept(feed.current(all.subList(from, Math.min(all.size(), from + ROWS_A_PAGE))));
    }
  }

  private static List<String> subjects(SetTree tree) {
    List<String> subjects = new ArrayList<>(tree.size());
    for (int bucket = 0; bucket < SetTree.BUCKETS; bucket++) {
      tree.forEach(bucket, (subject, _) -> subjects.add(subject));
    }
    return subjects;
  }

  /** Finds subjects whose row is not what the mirror holds, and such as it does not hold. */
  private static void compare(
      SetTree mirror, SetTree rows, Set<String> differing, Set<String> invented) {
    for (int bucket = 0; bucket < SetTree.BUCKETS; bucket++) {
      if (!mirror.bucketHash(bucket).equals(rows.bucketHash(bucket))) {
        mirror.forEach(
            bucket,
            (subject, entry) -> {
              if (!entry.equals(rows.get(subject))) {
                differing.add(subject);
              }
            });
        rows.forEach(
            bucket,
            (subject, _) -> {
              if (mirror.get(subject) == null) {
                invented.add(subject);
              }
            });
      }
    }
  }

  /** Where the entries are that are what the mirror holds of the subjects, and as signed. */
  private Map<String, FeedPosition> published(Collection<String> subjects, SetTree mirror) {
    Map<String, FeedPosition> published = new TreeMap<>();
    List<FeedEntry> page = feed.entriesOf(subjects, BEFORE_ALL, ENTRIES_A_PAGE);
    while (!page.isEmpty()) {
      for (FeedEntry entry : page) {
        if (isLastPublished(entry, mirror)) {
          published.put(entry.subject(), entry.position());
        }
      }
      page = feed.entriesOf(subjects, page.getLast().position(), ENTRIES_A_PAGE);
    }
    return published;
  }

  /** Whether the entry is what the mirror holds of its subject, and as signed. */
  boolean isLastPublished(FeedEntry entry, SetTree mirror) {
    SetTree.Entry held = mirror.get(entry.subject());
    return held != null
        && held.version() == entry.version()
        && held.payloadHash().equals(entry.document().payloadHash())
        && isAsSigned(entry);
  }

  private boolean isAsSigned(FeedEntry entry) {
    CurrentRow row =
        new CurrentRow(entry.subject(), entry.removal(), entry.version(), entry.document(), true);
    return verifier.verify(entry.document()) instanceof VerifiedSubject verified
        && LastSigned.isOf(row, verified.document());
  }
}
