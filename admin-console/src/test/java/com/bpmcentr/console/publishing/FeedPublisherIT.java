package com.bpmcentr.console.publishing;

import static com.bpmcentr.console.publishing.TestDocuments.license;
import static com.bpmcentr.console.publishing.TestDocuments.removed;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.console.MigratedDatabase;
import com.bpmcentr.console.publishing.PublishingAlarm.Kind;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.License;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

class FeedPublisherIT {

  private static final Instant REVOKED = Instant.parse("2026-11-05T00:00:00Z");

  private static final LicenseDatabase DATABASE = MigratedDatabase.create();

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
  void publish_severalTransactions_rowsComeToTheSignedCheckpoint() {
    FeedPosition first = console.publish(license("a", 1));
    FeedPosition second = console.publish(license("b", 1), license("c", 1));
    FeedPosition third = console.publish(license("a", 2), removed("b", 2));

    assertThat(List.of(first, second, third))
        .containsExactly(position(1), position(3), position(5));
    assertThat(rows.subjects())
        .containsExactly("customer:a", "customer:b", "customer:c", "customer:a", "customer:b");
    rows.requireConsistent();
  }

  @Test
  void publish_checkpoint_carriesTheAuditLogsHeadAndAHardEnd() {
    console.publish(license("a", 1));

    Checkpoint checkpoint = rows.checkpoint();
    byte[] auditHead = console.jdbc.queryForObject("select hash from audit_head", byte[].class);
    assertThat(checkpoint.auditHead()).isEqualTo(Hash.of(auditHead));
    assertThat(checkpoint.expiresAt()).isEqualTo(checkpoint.issuedAt().plus(Duration.ofDays(30)));
  }

  @Test
  void publish_committed_ringsTheEdges() throws Exception {
    try (Connection edge = DATABASE.connect(DatabaseRole.EDGE)) {
      edge.createStatement().execute("listen feed");
      console.publish(license("a", 1), license("b", 1));

      PGNotification[] rung = edge.unwrap(PGConnection.class).getNotifications(10_000);

      assertThat(rung).extracting(PGNotification::getParameter).containsExactly("1-2");
    }
  }

  @Test
  void publish_heldBeforeWhileALaterOneCommits_takesTheLaterNumber() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<FeedPosition> held =
          threads.submit(
              () ->
                  console.transaction.execute(
                      _ -> {
                        console.jdbc.queryForObject("select now()::text", String.class);
                        begun.countDown();
                        waitFor(goOn);
                        return console.publishInTransaction(List.of(license("held", 1)));
                      }));
      waitFor(begun);
      FeedPosition later = console.publish(license("later", 1));
      goOn.countDown();

      assertThat(later).isEqualTo(position(1));
      assertThat(held.get()).isEqualTo(position(2));
      rows.requireConsistent();
    }
  }

  @Test
  void publish_heldInsideTheLock_anotherWaitsAndFollows() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<FeedPosition> held =
          threads.submit(
              () ->
                  console.transaction.execute(
                      _ -> {
                        FeedPosition position =
                            console.publishInTransaction(List.of(license("held", 1)));
                        inside.countDown();
                        waitFor(goOn);
                        return position;
                      }));
      waitFor(inside);
      Future<FeedPosition> waiting = threads.submit(() -> console.publish(license("waiting", 1)));
      awaitPublisherWaiting();
      assertThat(rows.entries()).isEmpty();
      goOn.countDown();

      assertThat(held.get()).isEqualTo(position(1));
      assertThat(waiting.get()).isEqualTo(position(2));
      rows.requireConsistent();
    }
  }

  @Test
  void publish_manyAtOnce_numbersAreDenseAndNothingIsLost() throws Exception {
    List<Future<FeedPosition>> published = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 200; i++) {
        License license = license("customer-" + i, 1);
        published.add(threads.submit(() -> console.publish(license)));
      }
      for (Future<FeedPosition> position : published) {
        position.get();
      }
    }

    assertThat(rows.entries()).hasSize(200);
    rows.requireConsistent();
    assertThat(console.mirror.current().position()).isEqualTo(position(200));
    assertThat(console.alarms.active()).isEmpty();
  }

  @Test
  void publish_rolledBack_leavesNoTrace() {
    console.publish(license("a", 1));
    FeedState before = console.mirror.current();

    console.transaction.executeWithoutResult(
        status -> {
          console.publishInTransaction(List.of(license("b", 1)));
          status.setRollbackOnly();
        });

    assertThat(console.mirror.current()).isSameAs(before);
    assertThat(rows.subjects()).containsExactly("customer:a");
    assertThat(console.publish(license("c", 1))).isEqualTo(position(2));
    rows.requireConsistent();
  }

  @Test
  void publish_failingAfterwards_leavesNoTrace() {
    assertThatThrownBy(
            () ->
                console.transaction.executeWithoutResult(
                    _ -> {
                      console.publishInTransaction(List.of(license("a", 1)));
                      throw new IllegalArgumentException("the caller's own failure");
                    }))
        .hasMessage("the caller's own failure");

    assertThat(console.mirror.current().position()).isEqualTo(position(0));
    assertThat(console.publish(license("a", 1))).isEqualTo(position(1));
    rows.requireConsistent();
  }

  @Test
  void publish_twoConsoles_agree() throws Exception {
    Path otherFolder = Files.createDirectory(folder.resolve("other"));
    try (PublishingConsole other = new PublishingConsole(DATABASE, otherFolder).open()) {
      console.publish(license("a", 1));
      other.publish(license("a", 2), license("b", 1));
      console.publish(license("b", 2));
      other.publish(license("c", 1));

      rows.requireConsistent();
      assertThat(other.mirror.current().position()).isEqualTo(position(5));
      assertThat(console.mirror.current().position()).isEqualTo(position(4));
      assertThat(console.alarms.active()).isEmpty();
      assertThat(other.alarms.active()).isEmpty();
    }
  }

  @Test
  void publish_twoConsolesAtOnce_agree() throws Exception {
    Path otherFolder = Files.createDirectory(folder.resolve("other"));
    try (PublishingConsole other = new PublishingConsole(DATABASE, otherFolder).open();
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<FeedPosition>> published = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        PublishingConsole either = i % 2 == 0 ? console : other;
        License license = license("customer-" + i, 1);
        published.add(threads.submit(() -> either.publish(license)));
      }
      for (Future<FeedPosition> position : published) {
        position.get();
      }

      rows.requireConsistent();
      assertThat(console.alarms.active()).isEmpty();
      assertThat(other.alarms.active()).isEmpty();
    }
  }

  @Test
  void publish_hundredDocuments_isTheMost() {
    console.publish(many(100));

    assertThatThrownBy(() -> console.publish(many(101)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> console.publish()).isInstanceOf(IllegalArgumentException.class);
    rows.requireConsistent();
  }

  @Test
  void publish_outsideATransaction_isRefused() {
    assertThatThrownBy(() -> console.publishInTransaction(List.of(license("a", 1))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void publish_twiceInOneTransaction_isRefused() {
    assertThatThrownBy(
            () ->
                console.transaction.executeWithoutResult(
                    _ -> {
                      console.publishInTransaction(List.of(license("a", 1)));
                      console.publishInTransaction(List.of(license("b", 1)));
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(rows.entries()).isEmpty();
  }

  @Test
  void publish_sameSubjectTwice_isRefused() {
    assertThatThrownBy(() -> console.publish(license("a", 1), license("a", 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void publish_versionThatDoesNotFollow_isRefused() {
    console.publish(license("a", 2));
    console.publish(removed("b", 5));

    assertThatThrownBy(() -> console.publish(license("a", 2)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> console.publish(license("b", 1)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(rows.entries()).hasSize(2);
  }

  @Test
  void publish_whatWasRevokedWouldReturn_isRefusedWithAnAlarm() {
    console.publish(license("a", 1, REVOKED, REVOKED));

    assertRefused(Kind.REVOKED_WOULD_RETURN, license("a", 2, null, REVOKED));
    assertRefused(Kind.REVOKED_WOULD_RETURN, license("a", 2, REVOKED, null));
    console.publish(license("a", 2, REVOKED, REVOKED));
    assertThat(rows.entries()).hasSize(2);
  }

  @Test
  void publish_rowChanged_isNotSignedOver() {
    console.publish(license("a", 1, REVOKED, REVOKED));
    console.publish(license("b", 1));
    rows.tamper("update license_current set payload = payload || ' ' where subject = 'customer:a'");

    assertRefused(Kind.ROW_DIFFERS, license("a", 2));
    assertThat(rows.entries()).hasSize(2);
  }

  /** For explanations of an earlier moment; the entries of the log go by their age. */
  @Test
  void publish_overAnOlderDocument_keepsThatOneAndWhereItWas() {
    console.publish(license("a", 1), license("b", 1));
    console.publish(license("a", 2));

    assertThat(
            rows.tamper(
                """
                update license_version v set superseded_at = superseded_at
                  from feed_entry e
                 where e.subject = v.subject and e.version = v.version and e.kind = v.kind
                   and e.payload_type = v.payload_type and e.key_id = v.key_id
                   and e.payload = v.payload and e.signature = v.signature
                   and e.epoch = v.epoch and e.seq = v.seq
                   and v.subject = 'customer:a' and v.version = 1
                   and v.superseded_at = (select n.published_at from feed_entry n where n.seq = 3)
                """))
        .isOne();
    assertThat(rows.tamper("delete from license_version")).isOne();
  }

  @Test
  void publish_withARowInTheWayOfTheOlderDocument_publishesAllTheSame() {
    console.publish(license("a", 1));
    rows.tamper(
        """
        insert into license_version
            (subject, version, kind, payload_type, key_id, payload, signature, epoch, seq,
             superseded_at)
          select subject, version, kind, payload_type, key_id, '', signature, 9, 9, now()
            from license_current
        """);

    assertThat(console.publish(license("a", 2)).seq()).isEqualTo(2);
    assertThat(console.alarmKinds()).isEmpty();
  }

  @Test
  void publish_rowSetBackToAnOlderDocument_isNotSignedOver() {
    console.publish(license("a", 1));
    console.publish(license("a", 2, REVOKED, REVOKED));
    rows.tamper(
        """
        update license_current c
           set version = e.version, payload = e.payload, signature = e.signature,
               payload_hash = sha256(e.payload)
          from feed_entry e where e.seq = 1
        """);

    assertRefused(Kind.ROW_DIFFERS, license("a", 3));
  }

  @Test
  void publish_rowOfAnotherSubject_isNotSignedOver() {
    console.publish(license("a", 1), license("b", 1));
    rows.tamper(
        """
        update license_current c set payload = o.payload, signature = o.signature
          from license_current o
         where c.subject = 'customer:a' and o.subject = 'customer:b'
        """);

    assertRefused(Kind.ROW_DIFFERS, license("a", 2));
  }

  @Test
  void publish_rowDeleted_isNotSignedOver() {
    console.publish(license("a", 1, REVOKED, REVOKED));
    rows.tamper("delete from license_current");

    assertRefused(Kind.ROW_DIFFERS, license("a", 2));
  }

  @Test
  void publish_rowInventedFromAnEntryOfAnotherDatabase_isNotSignedOver() {
    console.publish(license("a", 1));
    rows.tamper(
        """
        insert into license_current
          select 'customer:x', kind, version, payload_type, key_id, payload, signature,
                 payload_hash, epoch, seq
            from license_current
        """);

    assertRefused(Kind.ROW_DIFFERS, license("x", 2));
  }

  @Test
  void publish_rowOfOneSubjectChanged_othersGoOn() {
    console.publish(license("a", 1), license("b", 1));
    rows.tamper("delete from license_current where subject = 'customer:a'");
    assertRefused(Kind.ROW_DIFFERS, license("a", 2));

    assertThat(console.publish(license("b", 2))).isEqualTo(position(3));
    assertThat(console.alarmKinds()).containsExactly(Kind.ROW_DIFFERS);
    assertThat(console.alarms.feedIsReadOnly()).isFalse();
  }

  @Test
  void publish_rowsRightAgain_endsTheAlarm() {
    console.publish(license("a", 1), license("b", 1));
    rows.tamper("update license_current set version = version + 7");
    assertRefused(Kind.ROW_DIFFERS, license("a", 2));
    assertRefused(Kind.ROW_DIFFERS, license("b", 2));
    rows.tamper("update license_current set version = version - 7");

    console.publish(license("a", 2));
    assertThat(console.alarmKinds()).containsExactly(Kind.ROW_DIFFERS);
    console.publish(license("b", 2));
    assertThat(console.alarmKinds()).isEmpty();
  }

  @Test
  void publish_headSetBack_closesTheFeed() {
    console.publish(license("a", 1));
    console.publish(license("b", 1));
    rows.tamper("update feed_head set seq = 1");

    assertRefused(Kind.DATABASE_BEHIND, license("c", 1));
    assertThat(console.alarms.feedIsReadOnly()).isTrue();
    assertRefused(Kind.DATABASE_BEHIND, license("d", 1));
    assertThat(rows.entries()).hasSize(2);
  }

  @Test
  void publish_headWithAnotherChain_closesTheFeed() {
    console.publish(license("a", 1));
    rows.tamper("update feed_head set chain = sha256('x')");

    assertRefused(Kind.HISTORY_DIFFERS, license("b", 1));
    assertThat(console.alarms.feedIsReadOnly()).isTrue();
  }

  @Test
  void publish_afterAnotherConsolesEntryWasChanged_closesTheFeed() throws Exception {
    Path otherFolder = Files.createDirectory(folder.resolve("other"));
    try (PublishingConsole other = new PublishingConsole(DATABASE, otherFolder).open()) {
      other.publish(license("a", 1));
    }
    rows.tamper("update feed_entry set payload = payload || ' '");

    assertRefused(Kind.HISTORY_DIFFERS, license("b", 1));
  }

  @Test
  void publish_afterEntriesOfAKeyNobodyTrusts_closesTheFeed() throws Exception {
    Path otherFolder = Files.createDirectory(folder.resolve("other"));
    try (PublishingConsole forger =
        new PublishingConsole(DATABASE, otherFolder, TestSigning.K2, TestSigning.K1_COMPROMISED)
            .open()) {
      forger.publish(license("a", 1));
    }

    assertRefused(Kind.HISTORY_DIFFERS, license("b", 1));
    assertThat(rows.subjects()).containsExactly("customer:a");
  }

  @Test
  void publish_clocksApart_isRefusedUntilTheyAgree() {
    console.clock.setAhead(Duration.ofSeconds(31));
    assertRefused(Kind.CLOCK_DIFFERS, license("a", 1));
    console.clock.setAhead(Duration.ofSeconds(-31));
    assertRefused(Kind.CLOCK_DIFFERS, license("a", 1));
    assertThat(rows.entries()).isEmpty();

    console.clock.setAhead(Duration.ofSeconds(20));
    assertThat(console.publish(license("a", 1))).isEqualTo(position(1));
    assertThat(console.alarms.active()).isEmpty();
  }

  private void assertRefused(Kind kind, License license) {
    assertThatThrownBy(() -> console.publish(license))
        .isInstanceOfSatisfying(
            PublishingRefusedException.class,
            refused -> assertThat(refused.kind()).isEqualTo(kind));
    assertThat(console.alarmKinds()).contains(kind);
  }

  private void awaitPublisherWaiting() {
    await()
        .atMost(10, SECONDS)
        .until(
            () ->
                console.jdbc.queryForObject(
                        """
                        select count(*) from pg_locks
                         where locktype = 'advisory' and not granted
                           and database = (select oid from pg_database
                                            where datname = current_database())
                        """,
                        Long.class)
                    == 1);
  }

  private static License[] many(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> license("customer-" + i, 1))
        .toArray(License[]::new);
  }

  private static FeedPosition position(long seq) {
    return new FeedPosition(1, seq);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
