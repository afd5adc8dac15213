package com.bpmcentr.console.publishing;

import static com.bpmcentr.console.publishing.TestDocuments.license;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.bpmcentr.console.MigratedDatabase;
import com.bpmcentr.console.operation.Metrics;
import com.bpmcentr.console.publishing.PublishingAlarm.Kind;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointRenewalIT {

  private static final LicenseDatabase DATABASE = MigratedDatabase.create();
  private static final Duration LATER = Duration.ofSeconds(6);

  @TempDir Path folder;
  private final FeedRows rows = new FeedRows(DATABASE);
  private PublishingConsole console;

  @BeforeEach
  void open() {
    rows.clear();
    console = new PublishingConsole(DATABASE, folder).open();
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void renewIfDue_nothingEverPublished_signsTheEmptySet() {
    assertThat(console.renewal.renewIfDue()).isTrue();

    assertThat(rows.checkpoint().position()).isEqualTo(new FeedPosition(1, 0));
    rows.requireConsistent();
  }

  @Test
  void metrics_tellTheNewestCheckpointAndWhatIsWrong() {
    Metrics metrics = new Metrics();
    var _ =
        new FeedMeters(metrics, console.renewal, console.alarms, console.lastSigned, console.clock);
    assertThat(metrics.scrape())
        .contains("console_checkpoint_age_seconds NaN", "console_feed_open 1.0")
        .contains("console_feed_alarm{alarm=\"row_differs\"} 0.0");
    console.publish(license("a", 1));
    console.publish(license("b", 1));
    console.renewal.renewIfDue();
    rows.tamper("update license_current set version = 7 where subject = 'customer:a'");
    console.watch.look();
    console.clock.setAhead(LATER);

    assertThat(metrics.scrape())
        .contains("console_feed_epoch 1.0", "console_feed_seq 2.0", "console_feed_open 1.0")
        .containsPattern("console_checkpoint_age_seconds ([6-9]|\\d{2,})\\.")
        .contains("console_feed_alarm{alarm=\"row_differs\"} 1.0")
        .contains("console_feed_rows_differing 1.0");

    var _ = console.alarms.raise(PublishingAlarm.Kind.DATABASE_BEHIND, "for a test");
    assertThat(metrics.scrape()).contains("console_feed_open 0.0");
  }

  @Test
  void renewIfDue_freshCheckpoint_isLeft() {
    console.publish(license("a", 1));

    assertThat(console.renewal.renewIfDue()).isFalse();
  }

  @Test
  void renewIfDue_afterFiveSeconds_saysTheSameLater() {
    console.publish(license("a", 1));
    Checkpoint before = rows.checkpoint();
    console.clock.setAhead(LATER);

    assertThat(console.renewal.renewIfDue()).isTrue();

    Checkpoint after = rows.checkpoint();
    assertThat(after.issuedAt()).isAfterOrEqualTo(before.issuedAt().plusSeconds(5));
    rows.requireConsistent();
  }

  @Test
  void renewIfDue_anotherConsolePublished_signsItsHeadOnceVerified() throws IOException {
    Path otherFolder = Files.createDirectory(folder.resolve("other"));
    try (PublishingConsole other = new PublishingConsole(DATABASE, otherFolder).open()) {
      other.publish(license("a", 1));
    }
    console.clock.setAhead(LATER);

    assertThat(console.renewal.renewIfDue()).isTrue();

    assertThat(rows.checkpoint().position()).isEqualTo(new FeedPosition(1, 1));
    rows.requireConsistent();
  }

  @Test
  void renewIfDue_anotherConsoleIsAtIt_leavesItToThatOne() {
    console.publish(license("a", 1));
    console.clock.setAhead(LATER);

    console.transaction.executeWithoutResult(
        _ -> {
          assertThat(console.feed.tryCheckpointLock()).isTrue();
          try (PublishingConsole other = new PublishingConsole(DATABASE, folder)) {
            other.clock.setAhead(LATER);
            assertThat(other.renewal.renewIfDue()).isFalse();
          }
        });
  }

  @Test
  void renewIfDue_publisherHoldsTheFeed_doesNotWait() {
    console.publish(license("a", 1));
    try (PublishingConsole other = new PublishingConsole(DATABASE, folder).open()) {
      other.clock.setAhead(LATER);
      console.transaction.executeWithoutResult(
          status -> {
            console.feed.lockHead();
            assertThat(other.renewal.renewIfDue()).isTrue();
            status.setRollbackOnly();
          });
    }
  }

  @Test
  void renew_publishedMeanwhile_keepsThePublishersCheckpoint() {
    console.publish(license("a", 1));
    FeedState stale = console.mirror.current();
    console.publish(license("b", 1));

    Checkpoint old = Publication.checkpoint(stale, stale.chain(), console.clock.instant());
    new PgFeedWriter(console.jdbc).renew(stale.position(), TestSigning.K1.sign(old));

    rows.requireConsistent();
  }

  @Test
  void renewIfDue_signedByAClockThatWasAhead_saysWhatTimeItIs() {
    console.publish(license("a", 1));
    FeedState state = console.mirror.current();
    Instant wrong = console.clock.instant().plus(Duration.ofHours(1));
    Checkpoint ahead = Publication.checkpoint(state, rows.checkpoint().auditHead(), wrong);
    new PgFeedWriter(console.jdbc).renew(state.position(), TestSigning.K1.sign(ahead));

    assertThat(console.renewal.renewIfDue()).isTrue();

    assertThat(rows.checkpoint().issuedAt()).isBefore(wrong);
    rows.requireConsistent();
  }

  @Test
  void renewIfDue_checkpointReplacedByGarbage_isSignedAnew() {
    console.publish(license("a", 1));
    rows.tamper("update feed_checkpoint set payload = 'garbage'");

    assertThat(console.renewal.renewIfDue()).isTrue();
    rows.requireConsistent();
  }

  @Test
  void renewIfDue_clocksApart_signsNothing() {
    console.publish(license("a", 1));
    Checkpoint before = rows.checkpoint();
    console.clock.setAhead(Duration.ofSeconds(40));

    assertThatThrownBy(console.renewal::renewIfDue).isInstanceOf(PublishingRefusedException.class);

    assertThat(rows.checkpoint().issuedAt()).isEqualTo(before.issuedAt());
    assertThat(console.alarmKinds()).containsExactly(Kind.CLOCK_DIFFERS);
  }

  @Test
  void renewIfDue_rowOfTheHeadChanged_closesTheFeed() {
    console.publish(license("a", 1));
    rows.tamper("update feed_head set root = sha256('x')");
    console.clock.setAhead(LATER);

    assertThatThrownBy(console.renewal::renewIfDue).isInstanceOf(PublishingRefusedException.class);
    assertThat(console.alarms.feedIsReadOnly()).isTrue();
  }

  /** Licenses are published on: a revocation does not wait for the log to be put right. */
  @Test
  void publish_auditLogLostWhatWasSigned_signsThatOnAndSaysSo() {
    Hash first = rows.appendAudited();
    console.publish(license("a", 1));
    assertThat(rows.checkpoint().auditHead()).isEqualTo(first);
    rows.tamper("update audit_entry set hash = sha256(hash)");
    rows.appendAudited();

    console.publish(license("a", 2));

    assertThat(rows.checkpoint().auditHead()).isEqualTo(first);
    assertThat(console.alarms.active())
        .extracting(PublishingAlarm::kind, PublishingAlarm::facts)
        .containsExactly(tuple(Kind.AUDIT_DIFFERS, List.of(1L)));
    assertThat(console.alarms.feedIsReadOnly()).isFalse();
    rows.requireConsistent();
    console.clock.setAhead(LATER);
    assertThat(console.renewal.renewIfDue()).isTrue();
    assertThat(rows.checkpoint().auditHead()).isEqualTo(first);
    try (PublishingConsole startedAnew = new PublishingConsole(DATABASE, folder).open()) {
      startedAnew.publish(license("a", 3));
      assertThat(startedAnew.alarmKinds()).containsExactly(Kind.AUDIT_DIFFERS);
      assertThat(rows.checkpoint().auditHead()).isEqualTo(first);
    }

    rows.tamper("update audit_entry set hash = ? where seq = 1", (Object) first.toByteArray());
    Hash next = rows.appendAudited();
    console.publish(license("a", 4));

    assertThat(rows.checkpoint().auditHead()).isEqualTo(next);
    assertThat(console.alarmKinds()).isEmpty();
    try (PublishingConsole startedAnew = new PublishingConsole(DATABASE, folder).open()) {
      startedAnew.publish(license("a", 5));
      assertThat(startedAnew.alarmKinds()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_head set hash = sha256(hash)",
        "update audit_head set seq = 3",
        "update audit_head set (seq, hash) = (select seq, hash from audit_entry where seq = 1)",
        "delete from audit_entry where seq = 2",
      })
  void renew_auditLogSetBackOrItsHeadMadeUp_signsWhatWasThere(String meddling) {
    rows.appendAudited();
    Hash signed = rows.appendAudited();
    console.publish(license("a", 1));
    rows.tamper(meddling);
    console.clock.setAhead(LATER);

    assertThat(console.renewal.renewIfDue()).isTrue();

    assertThat(rows.checkpoint().auditHead()).isEqualTo(signed);
    assertThat(console.alarmKinds()).containsExactly(Kind.AUDIT_DIFFERS);
  }

  @Test
  void publish_entryOfATransactionThatWasRolledBack_isMissedByNobody() {
    rows.appendAudited();
    console.transaction.executeWithoutResult(
        status -> {
          FeedRows.appendAudited(console.jdbc);
          console.publishInTransaction(List.of(license("a", 1)));
          status.setRollbackOnly();
        });
    Hash next = rows.appendAudited();

    console.publish(license("a", 1));

    assertThat(rows.checkpoint().auditHead()).isEqualTo(next);
    assertThat(console.alarmKinds()).isEmpty();
  }

  @Test
  void prune_dropsOnlyWhatNoEdgeWillAskFor() {
    console.publish(license("old", 1));
    console.publish(license("new", 1));
    rows.tamper(
        "update feed_entry set published_at = now() - interval '7 days 1 minute' where seq = 1");
    for (String age : new String[] {"23 hours", "25 hours"}) {
      rows.tamper(
          "insert into receipt (edge_id, boot_id, epoch, seq, applied_at)"
              + " values ('e', uuidv7(), 1, 1, now() - ?::interval)",
          age);
      rows.tamper(
          "insert into heartbeat (edge_id, boot_id, region, version, epoch, seq, set_size, at)"
              + " values ('e', uuidv7(), '', '', 1, 1, 1, now() - ?::interval)",
          age);
    }

    console.publish(license("new", 2), license("old", 2));
    rows.tamper("update feed_entry set published_at = now() - interval '8 days' where seq > 2");
    rows.tamper(
        "update license_version set superseded_at = now() - interval '90 days 1 minute'"
            + " where subject = 'customer:old'");

    console.feed.prune();

    assertThat(rows.subjects()).containsExactly("customer:new");
    assertThat(rows.tamper("delete from license_version where subject = 'customer:old'")).isZero();
    assertThat(rows.tamper("delete from license_version where subject = 'customer:new'")).isOne();
    assertThat(console.jdbc.queryForObject("select count(*) from receipt", Long.class)).isOne();
    assertThat(console.jdbc.queryForObject("select count(*) from heartbeat", Long.class)).isOne();
    assertThat(console.publish(license("old", 3))).isEqualTo(new FeedPosition(1, 5));
  }
}
