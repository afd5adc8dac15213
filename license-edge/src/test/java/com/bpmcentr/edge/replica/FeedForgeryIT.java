package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestFiles;
import com.bpmcentr.edge.TestPublisher;
import com.bpmcentr.edge.TestSigner;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.License;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.SubjectDocument;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What somebody can do who writes the feed's tables and holds no signing key: make the edge stale,
 * or hold it where it is. Each way is refused and alarmed, and what is right goes on.
 */
@Execution(ExecutionMode.CONCURRENT)
class FeedForgeryIT {

  private static final String KEY = "bpm_prod_one";

  private final TestWorld world = new TestWorld();
  private final TestSigner stranger = new TestSigner("k1-of-a-stranger");

  private TestEdge edge;
  private FeedPosition start;

  @BeforeEach
  void publishAndFollow() {
    world.publisher().publish(Documents.connector("rozetka", Category.STANDARD));
    world.publisher().publish(customer("two", 1, false));
    world.publisher().publish(customer("one", 1, false));
    // version 2 is held, so that version 1 is something old that was signed once
    start = world.publisher().publish(customer("one", 2, true));
    edge = world.startEdge("e1").awaitReady();
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("REVOKED");
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private static License customer(String name, long version, boolean revoked) {
    Documents.GrantBuilder grant = new Documents.GrantBuilder("s-" + name, "rozetka").account("1");
    return Documents.license(
        name,
        version,
        List.of(Documents.key("key-" + name, "bpm_prod_" + name)),
        List.of(revoked ? grant.revoked().build() : grant.build()));
  }

  /** Publishes, and damages what was published before anybody can see it. */
  private FeedPosition publishDamaged(String damage, SubjectDocument... documents) {
    try (Connection connection = world.database().connect(DatabaseRole.OWNER);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      FeedPosition position = world.publisher().publish(connection, List.of(documents));
      statement.execute(damage);
      connection.commit();
      return position;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  // ---- entries that a checkpoint vouches for

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chain_broken | update feed_entry set payload = set_byte(payload, 9, get_byte(payload, 9) #"
            + " 1)",
        "chain_broken | update feed_entry set signature = set_byte(signature, 9,"
            + " get_byte(signature, 9) # 1)",
        "chain_broken | update feed_entry set version = version + 1",
        "chain_broken | update feed_entry set subject = 'customer:two'",
        "chain_broken | update feed_entry set kind = 'remove'",
        "chain_broken | update feed_entry set key_id = 'k2'",
        "chain_broken | update feed_entry set published_at = published_at + interval '1"
            + " microsecond'",
        "chain_broken | update feed_entry set payload_type ="
            + " 'application/vnd.bpmcentr.checkpoint+json'",
        "chain_broken | update feed_entry set chain = sha256(chain)",
        "entry_missing | delete from feed_entry",
      })
  void entryDamaged_refused_theRestGoesOnAfterResync(String alarm, String damage) {
    FeedPosition position =
        publishDamaged(
            damage + " where subject = 'customer:one' and version = 3",
            customer("one", 3, false),
            customer("two", 2, true));

    edge.awaitPosition(position);

    assertThat(edge.alarms(alarm)).isPositive();
    // the current set's own rows were sound, so nothing is missing
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("VALID");
    assertThat(edge.code("bpm_prod_two", "rozetka", "1")).isEqualTo("REVOKED");
    assertThat(edge.health().body()).contains("\"rootMatches\":true");
  }

  /** Past the tables' checks: fetched, each would keep the edge from all that comes after it. */
  @ParameterizedTest
  @CsvSource({
    "document_refused, payload",
    "chain_broken, key_id",
  })
  void entryOversized_isNotFetched_theRestGoesOnAfterResync(String alarm, String column) {
    world.withoutLimits("feed_entry");
    FeedPosition position =
        publishDamaged(
            "update feed_entry set %s = %s where subject = 'customer:one' and version = 3"
                .formatted(column, oversized(column)),
            customer("one", 3, false),
            customer("two", 2, true));

    edge.awaitPosition(position);

    assertThat(edge.alarms(alarm)).isPositive();
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("VALID");
    assertThat(edge.code("bpm_prod_two", "rozetka", "1")).isEqualTo("REVOKED");
  }

  /** More than an edge could fetch before its deadline. */
  private static String oversized(String column) {
    String text = "repeat('a', 120000000)";
    return column.equals("payload") ? "convert_to(" + text + ", 'UTF8')" : text;
  }

  @Test
  void entryOversizedBeyondTheCheckpoint_refused_checkpointsGoOn() {
    world.withoutLimits("feed_entry");
    world.asOwner(
        """
        insert into feed_entry
          select epoch, seq + 1, kind, subject, version + 1, payload_type, key_id, %s, signature,
                 chain, published_at
            from feed_entry
           where seq = ?
        """
            .formatted(oversized("payload")),
        start.seq());
    edge.awaitAlarm("document_refused");
    // the checkpoint is read all the same
    world
        .publisher()
        .store(
            stranger.sign(TestPublisher.checkpoint(start, Hash.ZERO, Hash.ZERO, Instant.now())),
            start);
    edge.awaitAlarm("checkpoint_refused");
    world.publisher().checkpointAt(Instant.now());

    await().until(() -> edge.health().body().contains("\"rootMatches\":true"));
    world.asOwner("delete from feed_entry where seq > ?", start.seq());
    assertGoesOn();
  }

  @Test
  void entriesSwapped_refused_theRestGoesOnAfterResync() {
    FeedPosition position =
        publishDamaged(
            """
            update feed_entry set seq = 1000000 where version = 3;
            update feed_entry set seq = seq - 1 where subject = 'customer:two' and version = 2;
            update feed_entry
               set seq = (select max(seq) + 1 from feed_entry where seq < 1000000)
             where seq = 1000000
            """,
            customer("one", 3, false),
            customer("two", 2, true));

    edge.awaitPosition(position);

    assertThat(edge.alarms("chain_broken")).isPositive();
    assertThat(edge.code("bpm_prod_two", "rozetka", "1")).isEqualTo("REVOKED");
  }

  @Test
  void entryAndCurrentRowDamaged_neverAppliedNorProven_othersGoOn() {
    publishDamaged(
        """
        update feed_entry set signature = sha256(signature) || sha256(signature)
         where subject = 'customer:one' and version = 3;
        update license_current set signature = sha256(signature) || sha256(signature)
         where subject = 'customer:one'
        """,
        customer("one", 3, false));
    edge.awaitAlarm("document_refused");
    edge.awaitAlarm("root_differs");

    world.publisher().publish(customer("two", 2, true));

    edge.awaitCode("REVOKED", "bpm_prod_two", "rozetka", "1");
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("REVOKED");
    assertThat(edge.health().body())
        .contains("\"position\":\"" + start + "\"", "\"rootMatches\":false");
    assertThat(edge.alarms("root_differs"))
        .as("looked at with each poll, not in a loop")
        .isLessThan(20);
  }

  @Test
  void documentOfAnUnknownKeyUnderAGenuineCheckpoint_neverApplied() {
    new TestPublisher(world.database().dataSource(DatabaseRole.CONSOLE), stranger, world.signer())
        .publish(customer("one", 3, false));
    edge.awaitAlarm("document_refused");

    FeedPosition repaired = world.publisher().publish(customer("one", 4, false));

    edge.awaitPosition(repaired);
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("VALID");
  }

  // ---- entries beyond the checkpoint, with a chain that is right

  @Test
  void entryForged_otherKey_refused() {
    assertForgeryRefused(
        "document_refused", false, "customer:one", 3, stranger.sign(customer("one", 3, false)));
  }

  @Test
  void entryForged_otherKeyUnderATrustedName_refused() {
    SignedDocument signed = stranger.sign(customer("one", 3, false));
    assertForgeryRefused(
        "document_refused",
        false,
        "customer:one",
        3,
        new SignedDocument(signed.payloadType(), signed.payload(), "k1", signed.signature()));
  }

  @Test
  void entryForged_oldDocumentAgain_refused() {
    assertForgeryRefused(
        "version_backwards",
        false,
        "customer:one",
        1,
        world.signer().sign(customer("one", 1, false)));
  }

  @Test
  void entryForged_oldDocumentLabelledAsNew_refused() {
    assertForgeryRefused(
        "document_mislabelled",
        false,
        "customer:one",
        3,
        world.signer().sign(customer("one", 1, false)));
  }

  @Test
  void entryForged_anothersDocument_refused() {
    assertForgeryRefused(
        "document_mislabelled",
        false,
        "customer:one",
        3,
        world.signer().sign(customer("two", 3, false)));
  }

  @Test
  void entryForged_removalThatIsNone_refused() {
    assertForgeryRefused(
        "document_mislabelled",
        true,
        "customer:one",
        3,
        world.signer().sign(customer("one", 3, false)));
  }

  @Test
  void entryForged_checkpointAsADocument_refused() {
    assertForgeryRefused(
        "document_mislabelled",
        false,
        "customer:one",
        3,
        world.signer().sign(TestPublisher.checkpoint(start, Hash.ZERO, Hash.ZERO, Instant.now())));
  }

  private void assertForgeryRefused(
      String alarm, boolean removal, String subject, long version, SignedDocument document) {
    world.publisher().forge(removal, subject, version, document);
    edge.awaitAlarm(alarm);

    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("REVOKED");
    assertThat(edge.health().body())
        .contains("\"position\":\"" + start + "\"", "\"rootMatches\":true");

    world.asOwner("delete from feed_entry where seq > ?", start.seq());
    FeedPosition genuine =
        world.publisher().publish(customer("one", 3, false), customer("two", 2, true));
    edge.awaitPosition(genuine);
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("VALID");
  }

  // ---- checkpoints

  @Test
  void checkpointForged_otherKey_refusedAndCountsNothing() {
    world
        .publisher()
        .store(
            stranger.sign(TestPublisher.checkpoint(start, Hash.ZERO, Hash.ZERO, Instant.now())),
            start);

    edge.awaitAlarm("checkpoint_refused");
    assertThat(edge.health().body()).contains("\"rootMatches\":false");
    assertGoesOn();
  }

  @Test
  void checkpointOversized_isNotFetched_refusedAndCountsNothing() {
    world.withoutLimits("feed_checkpoint");
    world.asOwner("update feed_checkpoint set payload = " + oversized("payload"));

    edge.awaitAlarm("checkpoint_refused");
    assertThat(edge.health().body()).contains("\"rootMatches\":false");
    assertGoesOn();
  }

  @Test
  void checkpointShownAgain_ofAnEarlierPosition_refused() {
    FeedPosition earlier = new FeedPosition(start.epoch(), start.seq() - 1);
    world
        .publisher()
        .store(
            world
                .signer()
                .sign(TestPublisher.checkpoint(earlier, Hash.ZERO, Hash.ZERO, Instant.now())),
            earlier);

    edge.awaitAlarm("position_backwards");
    assertThat(edge.health().body()).contains("\"rootMatches\":false");
    assertGoesOn();
  }

  @Test
  void checkpointOfAnotherChainAtTheSamePosition_refused() {
    world
        .publisher()
        .store(
            world
                .signer()
                .sign(TestPublisher.checkpoint(start, Hash.ZERO, Hash.ZERO, Instant.now())),
            start);

    edge.awaitAlarm("chain_forked");
    assertThat(edge.health().body()).contains("\"rootMatches\":false");
    assertGoesOn();
  }

  private void assertGoesOn() {
    FeedPosition next = world.publisher().publish(customer("one", 3, false));
    edge.awaitPosition(next);
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("VALID");
    assertThat(edge.health().body()).contains("\"rootMatches\":true");
  }

  // ---- the current set, at a start and at a resync

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "document_refused | update license_current set payload = set_byte(payload, 9,"
            + " get_byte(payload, 9) # 1)",
        "document_refused | update license_current set key_id = 'k2'",
        "document_mislabelled | update license_current set version = version + 1",
        "root_differs | delete from license_current",
      })
  void start_rowDamaged_notReadyUntilItIsRepaired(String alarm, String damage) {
    world.asOwner(damage + " where subject = 'customer:one'");
    TestEdge fresh = world.startEdge("e2");
    fresh.awaitAlarm(alarm);
    fresh.awaitAlarm("root_differs");
    assertThat(fresh.code(KEY, "rozetka", "1")).isEqualTo("NOT_READY");

    world.publisher().publish(customer("one", 3, true));

    fresh.awaitReady();
    assertThat(fresh.code(KEY, "rozetka", "1")).isEqualTo("REVOKED");
  }

  /** In no set, so that what was signed is whole without them. */
  @Test
  void start_rowOfAnOverlongSubject_refusedAndReady() {
    world.withoutLimits("license_current");
    world.asOwner(
        """
        insert into license_current
          select repeat('a', 70000), kind, version, payload_type, key_id, payload, signature, payload_hash, epoch,
                 seq
            from license_current
           where subject = 'customer:one'
        """);

    TestEdge fresh = world.startEdge("e2").awaitReady();

    assertThat(fresh.code(KEY, "rozetka", "1")).isEqualTo("REVOKED");
    assertThat(fresh.alarms("document_mislabelled")).isPositive();
    assertThat(fresh.alarms("root_differs")).as("rests on the set's root").isZero();
  }

  @Test
  void start_rowOversized_isNotFetched_readyOnceItIsRepaired() {
    world.withoutLimits("license_current");
    world.asOwner(
        "update license_current set payload = %s where subject = 'customer:two'"
            .formatted(oversized("payload")));
    TestEdge fresh = world.startEdge("e2");
    fresh.awaitAlarm("document_refused");

    FeedPosition position = world.publisher().publish(customer("two", 2, true));

    fresh.awaitPosition(position);
    assertThat(fresh.code("bpm_prod_two", "rozetka", "1")).isEqualTo("REVOKED");
    assertThat(fresh.code(KEY, "rozetka", "1")).isEqualTo("REVOKED");
  }

  @Test
  void start_rowPutBackToAnOlderVersion_notReady() {
    putBack();
    TestEdge fresh = world.startEdge("e2");

    fresh.awaitAlarm("root_differs");

    assertThat(fresh.code(KEY, "rozetka", "1")).isEqualTo("NOT_READY");
  }

  @Test
  void resync_rowPutBackToAnOlderVersion_revocationStays() {
    putBack();
    // something else is wrong, so that the running edge reads the current set again
    publishDamaged(
        "delete from feed_entry where subject = 'customer:two' and version = 2",
        customer("two", 2, true));

    edge.awaitAlarm("version_backwards");

    edge.awaitCode("REVOKED", "bpm_prod_two", "rozetka", "1");
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("REVOKED");
  }

  private void putBack() {
    SignedDocument old = world.signer().sign(customer("one", 1, false));
    world.asOwner(
        """
        update license_current set version = 1, payload = ?, signature = ?, payload_hash = ?
         where subject = 'customer:one'
        """,
        old.payload(),
        old.signature(),
        old.payloadHash().toByteArray());
  }

  // ---- signing keys

  @Test
  void keyMarkedAsCompromised_itsCustomersAreUndecidedUntilReissued() {
    TestSigner next = new TestSigner("k2");
    TestFiles.keyring(
        world.folder(), world.signer().keyringEntry("compromised"), next.keyringEntry("active"));
    edge.awaitCode("UNDECIDED", KEY, "rozetka", "1");

    TestPublisher reissuing =
        new TestPublisher(world.database().dataSource(DatabaseRole.CONSOLE), next);
    FeedPosition position =
        reissuing.publish(
            Documents.connector(
                "rozetka",
                2,
                com.bpmcentr.license.ConnectorState.PUBLISHED,
                Category.STANDARD,
                List.of()),
            customer("one", 3, false),
            customer("two", 2, false));

    edge.awaitPosition(position);
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("VALID");
  }

  @Test
  void keyringChangedToNonsense_oldOneStays() {
    world.writeKeyring("{\"keys\":");

    edge.awaitAlarm("keyring_unreadable");
    FeedPosition position = world.publisher().publish(customer("one", 3, false));

    edge.awaitPosition(position);
    await().until(() -> edge.code(KEY, "rozetka", "1").equals("VALID"));
  }
}
