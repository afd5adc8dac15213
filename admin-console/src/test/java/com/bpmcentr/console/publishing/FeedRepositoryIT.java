package com.bpmcentr.console.publishing;

import static com.bpmcentr.console.publishing.TestDocuments.license;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.MigratedDatabase;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever writes the feed's tables must not fill the memory of a console that reads them. */
class FeedRepositoryIT {

  private static final LicenseDatabase DATABASE = MigratedDatabase.create();

  /** Three such reach the bytes of a page. */
  private static final int A_THIRD = FeedRepository.BYTES_A_PAGE / 3 + 1;

  @TempDir private Path folder;
  private final FeedRows rows = new FeedRows(DATABASE);
  private PublishingConsole console;

  @BeforeEach
  void publishFive() {
    rows.clear();
    console = new PublishingConsole(DATABASE, folder).open();
    for (int version = 1; version <= 4; version++) {
      console.publish(license("a", version));
    }
    console.publish(license("b", 1));
  }

  @AfterEach
  void close() {
    console.close();
  }

  private void enlarge(int bytes) {
    rows.tamper("update feed_entry set payload = convert_to(repeat('a', " + bytes + "), 'UTF8')");
  }

  private List<Long> after(long seq, int limit) {
    return seqs(console.feed.entriesAfter(new FeedPosition(1, seq), limit));
  }

  private List<Long> ofAAfter(long seq, int limit) {
    return seqs(console.feed.entriesOf(List.of("customer:a"), new FeedPosition(1, seq), limit));
  }

  private static List<Long> seqs(List<FeedEntry> entries) {
    return entries.stream().map(entry -> entry.position().seq()).toList();
  }

  @Test
  void pages_usualDocuments_endWithTheLimitOfRows() {
    assertThat(after(0, 500)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(after(1, 3)).containsExactly(2L, 3L, 4L);
    assertThat(ofAAfter(0, 500)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(ofAAfter(1, 2)).containsExactly(2L, 3L);
    assertThat(ofAAfter(4, 500)).isEmpty();
  }

  @Test
  void pages_largeDocuments_endWithTheOneThatReachesTheBytes() {
    enlarge(A_THIRD);

    assertThat(after(0, 500)).containsExactly(1L, 2L, 3L);
    assertThat(after(3, 500)).containsExactly(4L, 5L);
    assertThat(ofAAfter(0, 500)).containsExactly(1L, 2L, 3L);
    assertThat(ofAAfter(3, 500)).containsExactly(4L);
  }

  @Test
  void pages_documentsLargerThanAPage_oneAtATime() {
    enlarge(FeedRepository.BYTES_A_PAGE + 1);

    assertThat(after(0, 500)).containsExactly(1L);
    assertThat(ofAAfter(3, 500)).containsExactly(4L);
  }
}
