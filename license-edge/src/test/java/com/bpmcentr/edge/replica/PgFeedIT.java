package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.edge.database.DatabaseUrl;
import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Limits;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much of the feed's tables is read at once. */
class PgFeedIT {

  private static final int ENTRIES = 7;

  private final TestWorld world = new TestWorld();
  private final Vertx vertx = Vertx.vertx();
  private final PgFeed feed =
      new PgFeed(
          vertx,
          vertx.getOrCreateContext(),
          DatabaseUrl.parse(world.databaseUrl()).orElseThrow(),
          "test",
          () -> {});

  @AfterEach
  void stop() throws Exception {
    feed.close();
    vertx.close().toCompletionStage().toCompletableFuture().get();
    world.close();
  }

  /** Nobody has signed them: what is read is not believed yet. */
  private void write(int payloadBytes) {
    world.asOwner(
        """
        insert into feed_entry (epoch, seq, kind, subject, version, payload_type, key_id, payload,
                                signature, chain, published_at)
        select 1, i, 'put', 'customer:' || i, 1, 'application/vnd.bpmcentr.license+json', 'k1',
               convert_to(repeat('x', ?), 'UTF8'), decode(repeat('00', 64), 'hex'),
               decode(repeat('00', 32), 'hex'), now()
          from generate_series(1, ?) as i
        """,
        payloadBytes,
        ENTRIES);
    world.asOwner(
        """
        insert into license_current (subject, kind, version, payload_type, key_id, payload,
                                     signature, payload_hash, epoch, seq)
        select subject, kind, version, payload_type, key_id, payload, signature, sha256(payload),
               epoch, seq
          from feed_entry
        """);
  }

  private List<Long> seqsAfter(long seq) throws FeedUnavailableException {
    return feed.entriesAfter(new FeedPosition(1, seq), 500).stream()
        .map(FeedEntry::position)
        .map(FeedPosition::seq)
        .toList();
  }

  private List<String> subjectsAfter(String subject) throws FeedUnavailableException {
    try (PgSetReading reading = begin()) {
      return reading.currentAfter(subject, 500).stream().map(CurrentDocument::subject).toList();
    }
  }

  private PgSetReading begin() throws FeedUnavailableException {
    return Objects.requireNonNull(feed.readSet(PgSetReading.Purpose.CHECK));
  }

  /** The subjects of the whole set, page by page. */
  private List<List<String>> pagesOfTheSet() throws FeedUnavailableException {
    List<List<String>> subjects = new ArrayList<>();
    try (PgSetReading reading = begin()) {
      SetSource.Pages<CurrentDocument> pages = reading.rows();
      for (List<CurrentDocument> page = pages.next(); !page.isEmpty(); page = pages.next()) {
        subjects.add(page.stream().map(CurrentDocument::subject).sorted().toList());
      }
    }
    return subjects;
  }

  @Test
  void pages_usualDocuments_allOnOne() throws FeedUnavailableException {
    write(1_000);

    assertThat(seqsAfter(0)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(subjectsAfter("")).hasSize(ENTRIES);
    assertThat(pagesOfTheSet()).containsExactly(subjectsAfter(""));
  }

  @Test
  void pages_largeDocuments_endWithTheOneThatReachesTheBytes() throws FeedUnavailableException {
    write(PgRows.BYTES_A_PAGE / 3);

    assertThat(seqsAfter(0)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(seqsAfter(4)).containsExactly(5L, 6L, 7L);
    assertThat(subjectsAfter("")).hasSize(4);
    assertThat(pagesOfTheSet())
        .containsExactly(subjectsAfter(""), List.of("customer:5", "customer:6", "customer:7"));
  }

  @Test
  void pages_documentsLargerThanAPage_oneAtATime() throws FeedUnavailableException {
    write(PgRows.BYTES_A_PAGE + 1);

    assertThat(seqsAfter(0)).containsExactly(1L);
    assertThat(seqsAfter(6)).containsExactly(7L);
    assertThat(subjectsAfter("customer:1")).containsExactly("customer:2");
    assertThat(pagesOfTheSet()).hasSize(ENTRIES).allMatch(page -> page.size() == 1);
  }

  /** The largest that may be, beside usual ones: no page has more than those of one document. */
  @Test
  void pages_someOfTheLargestSize_allComeAndNoneOnAPageOfMany() throws FeedUnavailableException {
    write(1_000);
    resize("payload", Limits.PAYLOAD_BYTES, "customer:3", "customer:6");

    assertThat(pagesOfTheSet())
        .containsExactly(
            List.of("customer:1", "customer:2", "customer:4", "customer:5", "customer:7"),
            List.of("customer:3"),
            List.of("customer:6"));
    assertThat(payloads()).containsEntry("customer:6", Limits.PAYLOAD_BYTES);
  }

  /** What no document can be is not brought here: whoever writes the tables may write anything. */
  @Test
  void pages_columnsLargerThanAnyMayBe_areCutOff() throws FeedUnavailableException {
    world.withoutLimits("license_current");
    world.withoutLimits("feed_entry");
    write(1_000);
    resize("payload", Limits.PAYLOAD_BYTES + 1, "customer:2");
    resize("signature", 20 * 1024 * 1024, "customer:4");
    world.asOwner(
        "update license_current set key_id = repeat('k', 20000000) where subject = 'customer:5'");
    world.asOwner(
        "update license_current set subject = repeat('s', 200000) where subject = 'customer:6'");
    world.asOwner(
        "update feed_entry set signature = (select signature from license_current"
            + " where subject = 'customer:4') where seq = 4");

    assertThat(payloads())
        .hasSize(ENTRIES)
        .containsEntry("customer:1", 1_000)
        .containsEntry("customer:2", 0)
        .containsEntry("s".repeat(200), 1_000);
    try (PgSetReading reading = begin()) {
      SetSource.Pages<SetSource.IndexRow> index = reading.index();
      assertThat(index.next()).hasSize(ENTRIES - 1);
      assertThat(reading.currentAfter("customer:5", 500)).hasSize(1);
    }
    assertThat(feed.entriesAfter(new FeedPosition(1, 3), 1))
        .allMatch(entry -> entry.document().signature().length == 200);
  }

  private void resize(String column, int bytes, String... subjects) {
    for (String subject : subjects) {
      world.asOwner(
          "update license_current set "
              + column
              + " = convert_to(repeat('x', ?), 'UTF8') where subject = ?",
          bytes,
          subject);
    }
  }

  private Map<String, Integer> payloads() throws FeedUnavailableException {
    Map<String, Integer> lengths = new HashMap<>();
    try (PgSetReading reading = begin()) {
      SetSource.Pages<CurrentDocument> pages = reading.rows();
      for (List<CurrentDocument> page = pages.next(); !page.isEmpty(); page = pages.next()) {
        page.forEach(row -> lengths.put(row.subject(), row.document().payloadLength()));
        assertThat(page).allMatch(row -> row.document().signature().length <= 200);
        assertThat(page).allMatch(row -> row.document().keyId().length() <= 200);
      }
    }
    return lengths;
  }
}
