package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.edge.database.DatabaseUrl;
import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import io.vertx.core.Vertx;
import java.util.List;
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
    return feed.currentAfter(subject, 500).stream().map(CurrentDocument::subject).toList();
  }

  @Test
  void pages_usualDocuments_allOnOne() throws FeedUnavailableException {
    write(1_000);

    assertThat(seqsAfter(0)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(subjectsAfter("")).hasSize(ENTRIES);
  }

  @Test
  void pages_largeDocuments_endWithTheOneThatReachesTheBytes() throws FeedUnavailableException {
    write(PgFeed.BYTES_A_PAGE / 3);

    assertThat(seqsAfter(0)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(seqsAfter(4)).containsExactly(5L, 6L, 7L);
    assertThat(subjectsAfter("")).hasSize(4);
  }

  @Test
  void pages_documentsLargerThanAPage_oneAtATime() throws FeedUnavailableException {
    write(PgFeed.BYTES_A_PAGE + 1);

    assertThat(seqsAfter(0)).containsExactly(1L);
    assertThat(seqsAfter(6)).containsExactly(7L);
    assertThat(subjectsAfter("customer:1")).containsExactly("customer:2");
  }
}
