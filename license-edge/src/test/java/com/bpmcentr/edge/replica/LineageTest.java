package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.TestPublisher;
import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.FeedChain;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.PayloadType;
import com.bpmcentr.license.SignedDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineageTest {

  private final List<FeedEntry> entries = new ArrayList<>();
  private int shown;
  private final Lineage lineage = new Lineage(this::after);

  private List<FeedEntry> after(FeedPosition position, int limit) {
    List<FeedEntry> page =
        entries.stream()
            .filter(entry -> entry.position().compareTo(position) > 0)
            .limit(limit)
            .toList();
    shown += page.size();
    return page;
  }

  private static void publish(List<FeedEntry> log, int count, String word) {
    for (int i = 0; i < count; i++) {
      FeedCursor last = cursor(log, log.size());
      SignedDocument document =
          new SignedDocument(PayloadType.LICENSE.mediaType(), new byte[1], word, new byte[64]);
      FeedPosition next = last.position().next();
      Hash chain =
          FeedChain.next(last.chain(), next, false, "customer:a", 1, document, Instant.EPOCH);
      log.add(new FeedEntry(next, false, "customer:a", 1, document, Instant.EPOCH, chain));
    }
  }

  private static FeedCursor cursor(List<FeedEntry> log, int number) {
    return number == 0
        ? new FeedCursor(new FeedPosition(1, 0), Hash.ZERO)
        : new FeedCursor(log.get(number - 1).position(), log.get(number - 1).chain());
  }

  private FeedCursor at(int number) {
    return cursor(entries, number);
  }

  private static Checkpoint checkpoint(FeedCursor at) {
    return TestPublisher.checkpoint(at.position(), at.chain(), Hash.ZERO, Instant.EPOCH);
  }

  private Lineage.Relation relation(FeedCursor place, FeedCursor end)
      throws FeedUnavailableException {
    return lineage.relation(place, checkpoint(end));
  }

  @Test
  void relation_entriesLeadThere_goesOn() throws Exception {
    publish(entries, 1_200, "k1");

    assertThat(relation(at(0), at(1_200))).isEqualTo(Lineage.Relation.GOES_ON);
    assertThat(relation(at(7), at(7))).isEqualTo(Lineage.Relation.GOES_ON);
    assertThat(relation(at(7), at(1_100))).isEqualTo(Lineage.Relation.GOES_ON);
  }

  @Test
  void relation_higherEpoch_goesOnWhateverTheEntriesAre() throws Exception {
    FeedCursor begun = new FeedCursor(new FeedPosition(2, 0), Hash.sha256(new byte[1]));

    assertThat(relation(at(0), begun)).isEqualTo(Lineage.Relation.GOES_ON);
  }

  @Test
  void relation_anotherHistoryAtThePlace_isForked() throws Exception {
    publish(entries, 5, "k1");
    List<FeedEntry> before = List.copyOf(entries);
    entries.subList(3, 5).clear();
    publish(entries, 9, "k2");

    assertThat(relation(cursor(before, 5), at(9))).isEqualTo(Lineage.Relation.FORKED);
    assertThat(relation(cursor(before, 3), at(9))).isEqualTo(Lineage.Relation.GOES_ON);
  }

  @Test
  void relation_entriesLeadElsewhere_isForked() throws Exception {
    publish(entries, 5, "k1");
    FeedCursor other = new FeedCursor(at(5).position(), Hash.sha256(new byte[1]));

    assertThat(relation(at(2), other)).isEqualTo(Lineage.Relation.FORKED);
  }

  @Test
  void relation_entriesAreGone_isUnknown() throws Exception {
    publish(entries, 9, "k1");
    FeedCursor place = at(2);
    FeedCursor end = at(9);
    entries.subList(0, 5).clear();

    assertThat(relation(place, end)).isEqualTo(Lineage.Relation.UNKNOWN);
  }

  /** As long as a row cannot be mended, it is asked for every half minute. */
  @Test
  void relation_askedAgain_whatWasFollowedIsNotReadAgain() throws Exception {
    publish(entries, 3_000, "k1");
    relation(at(1), at(3_000));
    publish(entries, 10, "k1");
    shown = 0;

    assertThat(relation(at(1), at(3_010))).isEqualTo(Lineage.Relation.GOES_ON);
    assertThat(relation(at(1), at(3_010))).isEqualTo(Lineage.Relation.GOES_ON);

    assertThat(shown).isLessThan(20);
  }

  @Test
  void relation_askedOfAnotherPlace_isFollowedFromThere() throws Exception {
    publish(entries, 9, "k1");
    relation(at(1), at(9));
    FeedCursor another = new FeedCursor(at(4).position(), Hash.sha256(new byte[1]));

    assertThat(relation(another, at(9))).isEqualTo(Lineage.Relation.FORKED);
    assertThat(relation(at(1), at(9))).isEqualTo(Lineage.Relation.GOES_ON);
  }

  /** A database that was set back after it had been followed. */
  @Test
  void relation_historyIsAnotherSince_isFollowedFromThePlaceAgain() throws Exception {
    publish(entries, 9, "k1");
    FeedCursor place = at(3);
    relation(place, at(9));
    entries.subList(3, 9).clear();
    publish(entries, 12, "k2");

    assertThat(relation(place, at(15))).isEqualTo(Lineage.Relation.GOES_ON);
    entries.clear();
    publish(entries, 15, "k3");
    assertThat(relation(place, at(15))).isEqualTo(Lineage.Relation.FORKED);
  }
}
