package com.bpmcentr.console.publishing;

import com.bpmcentr.console.operation.Headway;
import com.bpmcentr.console.publishing.PublishingAlarm.Kind;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SubjectDocument;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
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

  private final FeedComparison comparison;
  private final FeedRepository feed;
  private final PgFeedWriter writer;
  private final FeedMirror mirror;
  private final FeedPublisher publisher;
  private final LastSigned lastSigned;
  private final PublishingAlarms alarms;

  /** Found since all rows were looked at, and could not be mended: a job goes on past them. */
  private final Set<String> unmended = ConcurrentHashMap.newKeySet();

  FeedRepair(
      FeedComparison comparison,
      FeedRepository feed,
      PgFeedWriter writer,
      FeedMirror mirror,
      FeedPublisher publisher,
      LastSigned lastSigned,
      PublishingAlarms alarms) {
    this.comparison = comparison;
    this.feed = feed;
    this.writer = writer;
    this.mirror = mirror;
    this.publisher = publisher;
    this.lastSigned = lastSigned;
    this.alarms = alarms;
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
    return comparison.find(headway);
  }

  /** What {@link #find()} says of these subjects, without a look at any other. */
  public Findings find(Set<String> subjects) {
    alarms.requireOpen();
    return comparison.find(subjects);
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

  /**
   * The documents that may follow what was signed last; an edge would refuse any other for good, as
   * where business rows were set back.
   */
  public List<SubjectDocument> following(List<SubjectDocument> next) {
    SetTree now = comparison.atHead().tree();
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
    if (feed.entryAt(position)
        .filter(entry -> comparison.isLastPublished(entry, mirror))
        .isPresent()) {
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
    return mirror.at(feed.lockHead().orElseThrow(comparison::headMissing), mirror.current());
  }
}
