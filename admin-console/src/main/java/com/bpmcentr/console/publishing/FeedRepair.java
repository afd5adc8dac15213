package com.bpmcentr.console.publishing;

import com.bpmcentr.console.operation.Headway;
import com.bpmcentr.console.publishing.PublishingAlarm.Kind;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.LicenseVerifier;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SubjectDocument;
import com.bpmcentr.license.VerifiedSubject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Puts the feed's rows back to what the mirror says was published, where somebody else has changed
 * them. What cannot be put back, because its entry is gone too, is issued again from the business
 * rows: only then is something signed whose last document nobody could look at.
 */
@Component
public final class FeedRepair {

  /** So many are put right in one transaction: whoever publishes waits for it. */
  public static final int MOST_ROWS = Publisher.MOST_DOCUMENTS;

  private static final FeedPosition BEFORE_ALL = new FeedPosition(1, 0);
  private static final int ENTRIES_A_PAGE = 500;

  /** Whole rows, each as large as a document may be: a page of them has room in memory. */
  private static final int ROWS_A_PAGE = 50;

  /** So often a row is read that differs: while publishing goes on, a reading can be too early. */
  private static final int LOOKS = 3;

  private final FeedRepository feed;
  private final PgFeedWriter writer;
  private final FeedMirror mirror;
  private final FeedPublisher publisher;
  private final LastSigned lastSigned;
  private final LicenseVerifier verifier;
  private final PublishingAlarms alarms;

  /** Found since all rows were looked at, and could not be mended: a job goes on past them. */
  private final Set<String> unmended = ConcurrentHashMap.newKeySet();

  FeedRepair(
      FeedRepository feed,
      PgFeedWriter writer,
      FeedMirror mirror,
      FeedPublisher publisher,
      LastSigned lastSigned,
      LicenseVerifier verifier,
      PublishingAlarms alarms) {
    this.feed = feed;
    this.writer = writer;
    this.mirror = mirror;
    this.publisher = publisher;
    this.lastSigned = lastSigned;
    this.verifier = verifier;
    this.alarms = alarms;
  }

  /**
   * What somebody else than a console did to the rows.
   *
   * @param entries how many stand beyond the head
   * @param unfit how many rows of the current set can be no document's, by their size
   * @param restorable subjects whose row is not what was published last, and where the entry stands
   *     that is
   * @param invented subjects that have a row and were never published
   * @param lost subjects whose row is not what was published last, and nothing else has it
   */
  public record Findings(
      long entries,
      long unfit,
      Map<String, FeedPosition> restorable,
      List<String> invented,
      List<String> lost) {

    /** Subjects whose row is not what was published last, and whose entry is there. */
    public List<String> changed() {
      return List.copyOf(restorable.keySet());
    }

    /** Subjects whose row is not what was published last, or that never were published. */
    public Set<String> differing() {
      Set<String> all = new TreeSet<>(restorable.keySet());
      all.addAll(invented);
      all.addAll(lost);
      return all;
    }
  }

  /**
   * Compares all rows with the mirror, and verifies each: kind, type, key and signature are in no
   * root. Takes no lock, and a minute for a million customers, most of it for the signatures.
   *
   * @throws PublishingRefusedException when the head itself is not what was signed: only a recovery
   *     helps there
   */
  public Findings find() {
    return find(Headway.UNSEEN);
  }

  /** As above, and says how far it has looked. */
  public Findings find(Headway headway) {
    alarms.requireOpen();
    unmended.clear();
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

  /**
   * Of the subjects whose rows are known to differ, as many as one transaction puts right; none
   * that could not be since all rows were looked at.
   */
  public Set<String> known() {
    return lastSigned.differing().stream()
        .filter(subject -> !unmended.contains(subject))
        .sorted()
        .limit(MOST_ROWS)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What {@link #find()} says of these subjects, without a look at any other. */
  public Findings find(Set<String> subjects) {
    alarms.requireOpen();
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

  /**
   * The documents that may follow what was signed last; an edge would refuse any other for good, as
   * where business rows were set back.
   */
  public List<SubjectDocument> following(List<SubjectDocument> next) {
    SetTree now = atHead().tree();
    return next.stream()
        .filter(document -> LastSigned.isHigher(document, now.get(document.subject())))
        .toList();
  }

  /**
   * Mends what was found, as the last thing in the transaction in hand.
   *
   * @param next the next documents of the subjects whose last one is lost; those that have none
   *     stay as they are, and the alarm stands
   * @return the position of the last document that was issued; null when none was
   */
  public @Nullable FeedPosition mend(Findings findings, List<SubjectDocument> next) {
    beginMending();
    FeedPosition position = mendRows(findings, next);
    endMending();
    return position;
  }

  /**
   * Mends what is not about single rows, as a part of the transaction in hand, and notes the rows
   * that differ, for {@link #known()}.
   */
  public void mendAllButRows(Findings findings) {
    beginMending();
    lastSigned.looked(Set.of(), findings.differing());
    endMending();
  }

  private void beginMending() {
    FeedState state = locked();
    feed.discardEntriesBeyondHead();
    // first: a subject's own row may be among them, and is put back then
    feed.discardUnfitCurrent();
    writer.replaceBuckets(state);
  }

  private void endMending() {
    afterCommit(
        () -> {
          alarms.clear(Kind.ENTRY_BEYOND_HEAD);
          alarms.clear(Kind.ROW_UNFIT);
        });
  }

  /** Mends the rows that were found, as the last thing in the transaction in hand. */
  public @Nullable FeedPosition mendRows(Findings findings, List<SubjectDocument> next) {
    FeedState state = locked();
    feed.discardCurrent(
        findings.invented().stream().filter(row -> state.tree().get(row) == null).toList());
    findings.restorable().values().forEach(position -> restore(position, state.tree()));
    FeedPosition position = null;
    if (!next.isEmpty()) {
      feed.discardCurrent(next.stream().map(SubjectDocument::subject).toList());
      position = publisher.replaceLost(next);
    }
    Set<String> left = new TreeSet<>(findings.lost());
    next.forEach(document -> left.remove(document.subject()));
    Set<String> mended = findings.differing();
    mended.removeAll(left);
    unmended.addAll(left);
    lastSigned.looked(Set.of(), left);
    afterCommit(() -> lastSigned.forget(mended));
    return position;
  }

  /**
   * Puts a subject's row back, if the entry is still what was published last. Everybody who
   * publishes waits meanwhile: so it is read by its position, and not looked for.
   */
  private void restore(FeedPosition position, SetTree mirror) {
    if (feed.entryAt(position).filter(entry -> isLastPublished(entry, mirror)).isPresent()) {
      writer.restore(position);
    }
  }

  private static void afterCommit(Runnable work) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            work.run();
          }
        });
  }

  private FeedState locked() {
    return mirror.at(feed.lockHead().orElseThrow(this::headMissing), mirror.current());
  }

  /** The mirror, after following what another console has published. */
  private FeedState atHead() {
    FeedState floor = mirror.current();
    return mirror.at(feed.head().orElseThrow(this::headMissing), floor);
  }

  private PublishingRefusedException headMissing() {
    return alarms.raise(Kind.HISTORY_DIFFERS, "the head's row is missing");
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

  private boolean isLastPublished(FeedEntry entry, SetTree mirror) {
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
