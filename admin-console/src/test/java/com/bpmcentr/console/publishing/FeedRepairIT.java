package com.bpmcentr.console.publishing;

import static com.bpmcentr.console.publishing.TestDocuments.license;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.bpmcentr.console.MigratedDatabase;
import com.bpmcentr.console.publishing.PublishingAlarm.Kind;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.SubjectDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that somebody changed are put back, and only what was published stands in the feed. */
class FeedRepairIT {

  private static final LicenseDatabase DATABASE = MigratedDatabase.create();

  private static final Instant REVOKED = Instant.parse("2026-11-05T00:00:00Z");

  @TempDir private Path folder;
  private final FeedRows rows = new FeedRows(DATABASE);
  private PublishingConsole console;

  @BeforeEach
  void publishThree() {
    rows.clear();
    console = new PublishingConsole(DATABASE, folder).open();
    console.publish(license("a", 1));
    console.publish(license("a", 2, REVOKED, REVOKED));
    console.publish(license("b", 1));
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void repair_nothingWrong_findsNothing() {
    assertThat(repair()).isEqualTo(new Findings(0, 0, Map.of(), List.of(), List.of()));
    rows.requireConsistent();
  }

  @Test
  void repair_rowsChangedDeletedAndSetBack_areWhatWasPublishedAgain() {
    rows.tamper("delete from license_current where subject = 'customer:b'");
    rows.tamper(
        """
        update license_current c
           set version = e.version, payload = e.payload, signature = e.signature,
               payload_hash = sha256(e.payload)
          from feed_entry e where e.seq = 1 and c.subject = 'customer:a'
        """);
    assertRefused(Kind.ROW_DIFFERS, license("a", 3));

    Findings found = repair();

    assertThat(found.changed()).containsExactly("customer:a", "customer:b");
    rows.requireConsistent();
    assertThat(console.alarmKinds()).isEmpty();
    console.publish(license("a", 3, REVOKED, REVOKED), license("b", 2));
    rows.requireConsistent();
  }

  /** Its payload is right, so that the root is too; an edge that starts refuses the row. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind = 'remove'",
        "key_id = 'k2'",
        "key_id = 'nobody'",
        "payload_type = 'application/vnd.bpmcentr.connector+json'",
        "signature = sha256('x')",
        "payload_hash = sha256('x')",
      })
  void repair_columnThatNoRootCoversIsChanged_isAnAlarmOfTheNextLookAndPutBack(String change) {
    console.watch.look();
    assertThat(console.alarmKinds()).isEmpty();
    rows.tamper("update license_current set " + change + " where subject = 'customer:b'");

    console.watch.look();

    assertThat(console.alarms.active())
        .extracting(PublishingAlarm::detail)
        .containsExactly(
            "1 rows of the current set are not what was published, among them that of customer:b");
    assertThat(repair().changed()).containsExactly("customer:b");
    assertThat(console.alarmKinds()).isEmpty();
    console.watch.look();
    assertThat(console.alarmKinds()).isEmpty();
    console.publish(license("b", 2));
    rows.requireConsistent();
  }

  @Test
  void repair_entryChangedLikeItsRow_isNotPutBackButIssuedAgain() {
    rows.tamper("update license_current set kind = 'remove' where subject = 'customer:b'");
    rows.tamper("update feed_entry set kind = 'remove' where subject = 'customer:b'");

    assertThat(console.repair.find().lost()).containsExactly("customer:b");
  }

  @Test
  void look_rowsInventedDeletedAndBeyondTheHead_isAnAlarmUntilTheyAreRight() {
    rows.tamper(
        """
        insert into license_current
          select 'customer:x', kind, version, payload_type, key_id, payload, signature,
                 payload_hash, epoch, seq
            from license_current where subject = 'customer:b'
        """);
    rows.tamper("delete from license_current where subject = 'customer:b'");
    rows.tamper(
        """
        insert into feed_entry
          select epoch, seq + 3, kind, subject, version, payload_type, key_id, payload, signature,
                 chain, published_at
            from feed_entry where seq = 1
        """);

    console.watch.look();

    assertThat(console.alarmKinds()).containsExactly(Kind.ROW_DIFFERS, Kind.ENTRY_BEYOND_HEAD);
    assertThat(repair())
        .isEqualTo(
            new Findings(
                1,
                0,
                Map.of("customer:b", new FeedPosition(1, 3)),
                List.of("customer:x"),
                List.of()));
    assertThat(console.alarmKinds()).isEmpty();
    rows.requireConsistent();
  }

  @Test
  void look_rowsRightAgainByThemselves_endsTheAlarm() {
    rows.tamper("update license_current set key_id = 'k2' where subject = 'customer:b'");
    console.watch.look();
    rows.tamper("update license_current set key_id = 'k1' where subject = 'customer:b'");

    console.watch.look();

    assertThat(console.alarmKinds()).isEmpty();
  }

  @Test
  void repair_rowInvented_isTakenAway() {
    rows.tamper(
        """
        insert into license_current
          select 'customer:x', kind, version, payload_type, key_id, payload, signature,
                 payload_hash, epoch, seq
            from license_current where subject = 'customer:b'
        """);

    assertThat(repair().invented()).containsExactly("customer:x");
    rows.requireConsistent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'', kind, version, payload_type, key_id, payload, signature",
        "repeat('a', 70000), kind, version, payload_type, key_id, payload, signature",
        "'customer:x', kind, version, payload_type, key_id, convert_to(repeat('a', 12582913), 'UTF8'), signature",
        "'customer:x', kind, version, payload_type, repeat('a', 201), payload, signature",
        "'customer:x', kind, version, repeat('a', 201), key_id, payload, signature",
        "'customer:x', kind, version, payload_type, key_id, payload, convert_to(repeat('a', 201), 'UTF8')",
      })
  void repair_rowThatCanBeNoDocuments_countsForNothingAndIsTakenAway(String columns) {
    rows.tamperUnchecked(
        "license_current",
        "insert into license_current select "
            + columns
            + ", payload_hash, epoch, seq from license_current where subject = 'customer:b'");
    console.close();

    console = new PublishingConsole(DATABASE, folder).open();
    assertThat(console.alarmKinds()).containsExactly(Kind.ROW_UNFIT);
    console.publish(license("b", 2));

    assertThat(repair()).isEqualTo(new Findings(0, 1, Map.of(), List.of(), List.of()));
    assertThat(console.alarmKinds()).isEmpty();
    rows.requireConsistent();
  }

  @Test
  void repair_publishedRowMadeOversized_isRefusedToSignOverAndPutBack() {
    rows.tamperUnchecked(
        "license_current",
        "update license_current set payload = convert_to(repeat('a', 12582913), 'UTF8')"
            + " where subject = 'customer:b'");
    assertRefused(Kind.ROW_DIFFERS, license("b", 2));

    assertThat(repair().changed()).containsExactly("customer:b");

    assertThat(console.alarmKinds()).isEmpty();
    console.publish(license("b", 2));
    rows.requireConsistent();
  }

  /** The log is read page by page, and a page ends with an entry as large as this one. */
  @Test
  void repair_entryBehindALargeOne_isFound() {
    rows.tamper("delete from license_current where subject = 'customer:a'");
    rows.tamper(
        "update feed_entry set payload = convert_to(repeat('a', 9000000), 'UTF8') where seq = 1");

    assertThat(repair().changed()).containsExactly("customer:a");
    assertThat(console.repair.find().changed()).isEmpty();
  }

  @Test
  void repair_entryBeyondTheHead_isTakenAwayAndPublishingGoesOn() {
    rows.tamper(
        """
        insert into feed_entry
          select epoch, seq + 3, kind, subject, version, payload_type, key_id, payload, signature,
                 chain, published_at
            from feed_entry where seq = 1
        """);
    assertRefused(Kind.ENTRY_BEYOND_HEAD, license("c", 1));
    assertThat(console.alarms.feedIsReadOnly()).isFalse();

    assertThat(repair().entries()).isEqualTo(1);

    assertThat(console.alarmKinds()).isEmpty();
    console.publish(license("c", 1));
    rows.requireConsistent();
  }

  @Test
  void repair_bucketChanged_isWhatTheRowsComeTo() {
    rows.tamper("update feed_bucket set hash = sha256('x')");

    repair();

    rows.requireConsistent();
  }

  @Test
  void repair_entryGoneAsWell_issuesTheSubjectAgain() {
    rows.tamper("delete from license_current where subject = 'customer:b'");
    rows.tamper("delete from feed_entry where subject = 'customer:b'");

    Findings found = console.repair.find();
    assertThat(found.lost()).containsExactly("customer:b");
    FeedPosition position =
        console.transaction.execute(_ -> console.repair.mend(found, List.of(license("b", 2))));

    assertThat(position).isEqualTo(new FeedPosition(1, 4));
    assertThat(rows.text("select version::text from license_current where subject = 'customer:b'"))
        .isEqualTo("2");
    console.publish(license("b", 3));
    assertThat(console.repair.find().lost()).isEmpty();
  }

  /** As where its business rows were set back: edges would refuse what is signed of them. */
  @Test
  void repair_lostSubjectWhoseNextDocumentIsNoNewer_isLeftAndTheOthersAreMended() {
    rows.tamper("delete from feed_entry where subject = 'customer:b'");
    rows.tamper("update license_current set key_id = 'k2'");

    Findings found = console.repair.find();
    List<SubjectDocument> next = console.repair.following(List.of(license("b", 1)));
    console.transaction.execute(_ -> console.repair.mend(found, next));

    assertThat(found.lost()).containsExactly("customer:b");
    assertThat(next).isEmpty();
    assertThat(rows.text("select key_id from license_current where subject = 'customer:a'"))
        .isEqualTo("k1");
    assertThat(console.alarms.active())
        .extracting(PublishingAlarm::detail)
        .containsExactly(
            "1 rows of the current set are not what was published, among them that of customer:b");
    assertThat(console.repair.known()).as("a job goes on past it").isEmpty();
    assertThat(console.repair.find().lost()).containsExactly("customer:b");
    assertThat(console.repair.known()).as("and tries it with the next look").hasSize(1);
  }

  @Test
  void repair_rolledBack_theAlarmsStand() {
    rows.tamper("update license_current set key_id = 'k2' where subject = 'customer:b'");
    console.watch.look();

    Findings found = console.repair.find();
    console.transaction.executeWithoutResult(
        transaction -> {
          console.repair.mend(found, List.of());
          transaction.setRollbackOnly();
        });

    assertThat(console.alarmKinds()).containsExactly(Kind.ROW_DIFFERS);
    assertThat(console.repair.known()).containsExactly("customer:b");
  }

  @Test
  void repair_entryChangedSinceItWasFound_isNotPutBack() {
    rows.tamper("delete from license_current where subject = 'customer:b'");
    Findings found = console.repair.find();
    assertThat(found.changed()).containsExactly("customer:b");

    rows.tamper("update feed_entry set signature = sha256('x') where subject = 'customer:b'");
    console.transaction.execute(_ -> console.repair.mend(found, List.of()));

    assertThat(rows.text("select count(*)::text from license_current where subject = 'customer:b'"))
        .isEqualTo("0");
  }

  /** Bug: all of them were issued again in one transaction, for which every publisher waited. */
  @Test
  void repair_many_isDoneInBlocksWhichAnotherConsoleGoesOnWith() throws IOException {
    List<SubjectDocument> many = documents(130, 1);
    console.publish(many.subList(0, 100).toArray(SubjectDocument[]::new));
    console.publish(many.subList(100, 130).toArray(SubjectDocument[]::new));
    Path other = Files.createDirectory(folder.resolve("other"));
    try (PublishingConsole another = new PublishingConsole(DATABASE, other).open()) {
      rows.tamper("delete from license_current where subject like 'customer:m%'");
      rows.tamper("delete from feed_entry where subject like 'customer:m%'");
      rows.tamper("update license_current set key_id = 'k2' where subject = 'customer:b'");

      Findings found = console.repair.find();
      assertThat(found.differing()).hasSize(131);
      console.transaction.executeWithoutResult(_ -> console.repair.mendAllButRows(found));
      assertThat(console.alarmKinds()).containsExactly(Kind.ROW_DIFFERS);
      assertThat(mendBlock(console)).isEqualTo(100);
      assertThat(console.alarmKinds()).containsExactly(Kind.ROW_DIFFERS);

      assertThat(another.repair.known()).isEmpty();
      another.watch.look();
      assertThat(mendBlock(another)).isEqualTo(31);
      assertThat(another.alarmKinds()).isEmpty();
    }
    console.watch.look();
    assertThat(console.alarmKinds()).isEmpty();
    assertThat(rows.text("select count(*)::text from feed_entry where subject like 'customer:m%'"))
        .as("each issued again once")
        .isEqualTo("130");
  }

  /** How many were known to differ. */
  private static int mendBlock(PublishingConsole by) {
    Set<String> known = by.repair.known();
    Findings found = by.repair.find(known);
    List<SubjectDocument> next =
        documents(130, 2).stream()
            .filter(document -> found.lost().contains(document.subject()))
            .toList();
    by.transaction.execute(_ -> by.repair.mendRows(found, next));
    return known.size();
  }

  private static List<SubjectDocument> documents(int count, long version) {
    return IntStream.range(0, count)
        .<SubjectDocument>mapToObj(i -> license("m" + i, version))
        .toList();
  }

  @Test
  void find_knownToDifferAndRightAgainByThemselves_areForgotten() {
    rows.tamper("update license_current set key_id = 'k2' where subject = 'customer:b'");
    console.watch.look();
    rows.tamper("update license_current set key_id = 'k1' where subject = 'customer:b'");

    assertThat(console.repair.find(console.repair.known()).differing()).isEmpty();

    assertThat(console.alarmKinds()).isEmpty();
    assertThat(console.repair.known()).isEmpty();
  }

  /** This console has not heard of it yet, and the entry that it knows of is pruned. */
  @Test
  void repair_subjectThatAnotherConsoleHasPublishedSince_findsNothingAndLeavesTheNewer()
      throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    try (PublishingConsole another = new PublishingConsole(DATABASE, other).open()) {
      another.publish(license("b", 2, REVOKED, REVOKED), license("new", 1));
    }
    rows.tamper("delete from feed_entry where subject = 'customer:b' and version = 1");

    assertThat(repair()).isEqualTo(new Findings(0, 0, Map.of(), List.of(), List.of()));

    assertThat(rows.text("select version::text from license_current where subject = 'customer:b'"))
        .isEqualTo("2");
    console.publish(license("b", 3, REVOKED, REVOKED), license("new", 2));
    assertThat(console.alarmKinds()).isEmpty();
  }

  private Findings repair() {
    Findings found = console.transaction.execute(_ -> console.repair.find());
    console.transaction.execute(_ -> console.repair.mend(found, List.of()));
    return found;
  }

  private void assertRefused(Kind kind, SubjectDocument document) {
    PublishingRefusedException refused =
        catchThrowableOfType(PublishingRefusedException.class, () -> console.publish(document));
    assertThat(refused.kind()).isEqualTo(kind);
  }
}
