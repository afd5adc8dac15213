package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.Soak;
import com.bpmcentr.edge.TestEdge;
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
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What somebody can do who writes the feed's tables and holds no signing key: make a running edge,
 * a process, stale, or hold it where it is. Each way is refused and alarmed, and what is right goes
 * on. One edge for all of it, so that each way is also seen to leave it whole.
 */
class FeedForgeryIT {

  private static TestWorld world;
  private static TestEdge edge;
  private static int cases;

  private final TestSigner stranger = new TestSigner("k1-of-a-stranger");
  private final String one = "one" + ++cases;
  private final String two = "two" + cases;
  private FeedPosition start;
  private Map<String, Double> before;

  @BeforeAll
  static void follow() {
    world = new TestWorld();
    world.publisher().publish(Documents.connector("rozetka", Category.STANDARD));
    edge = world.startProcess("e1").awaitReady();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  /** Two customers of the test's own. */
  @BeforeEach
  void publish() {
    world.publisher().publish(customer(two, 1, false));
    world.publisher().publish(customer(one, 1, false));
    // version 2 is held, so that version 1 is something old that was signed once
    start = world.publisher().publish(customer(one, 2, true));
    edge.awaitPosition(start);
    assertThat(code(one)).isEqualTo("REVOKED");
    before = edge.alarms();
  }

  private static License customer(String name, long version, boolean revoked) {
    Documents.GrantBuilder grant = new Documents.GrantBuilder("s-" + name, "rozetka").account("1");
    return Documents.license(
        name,
        version,
        List.of(Documents.key("key-" + name, "bpm_prod_" + name)),
        List.of(revoked ? grant.revoked().build() : grant.build()));
  }

  private static String code(String name) {
    return edge.code("bpm_prod_" + name, "rozetka", "1");
  }

  private static void awaitCode(String code, String name) {
    edge.awaitCode(code, "bpm_prod_" + name, "rozetka", "1");
  }

  /** How often there has been this alarm in this test. */
  private double alarms(String alarm) {
    return edge.alarms(alarm) - before.get(alarm);
  }

  private void awaitAlarm(String alarm) {
    edge.await("has the alarm " + alarm, () -> alarms(alarm) > 0);
  }

  /** Both customers, as they are called in this test. */
  private String named(String sql) {
    return sql.replace("customer:one", "customer:" + one)
        .replace("customer:two", "customer:" + two);
  }

  /** Publishes, and damages what was published before anybody can see it. */
  private FeedPosition publishDamaged(String damage, SubjectDocument... documents) {
    try (Connection connection = world.database().connect(DatabaseRole.OWNER);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      FeedPosition position = world.publisher().publish(connection, List.of(documents));
      statement.execute(named(damage));
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
            customer(one, 3, false),
            customer(two, 2, true));

    edge.awaitPosition(position);

    assertThat(alarms(alarm)).isPositive();
    // the current set's own rows were sound, so nothing is missing
    assertThat(code(one)).isEqualTo("VALID");
    assertThat(code(two)).isEqualTo("REVOKED");
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
            customer(one, 3, false),
            customer(two, 2, true));

    edge.awaitPosition(position);

    assertThat(alarms(alarm)).isPositive();
    assertThat(code(one)).isEqualTo("VALID");
    assertThat(code(two)).isEqualTo("REVOKED");
  }

  /** More than any document can be; in a long run more than could be fetched in time. */
  private static String oversized(String column) {
    String text = "repeat('a', %d)".formatted(Soak.count(13_000_000, 120_000_000));
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
    awaitAlarm("document_refused");
    // the checkpoint is read all the same
    world
        .publisher()
        .store(
            stranger.sign(TestPublisher.checkpoint(start, Hash.ZERO, Hash.ZERO, Instant.now())),
            start);
    awaitAlarm("checkpoint_refused");
    world.publisher().checkpointAt(Instant.now());

    edge.await("is whole", () -> edge.health().body().contains("\"rootMatches\":true"));
    world.asOwner("delete from feed_entry where seq > ?", start.seq());
    assertGoesOn();
  }

  private static final String SWAPPED =
      """
      update feed_entry set seq = 1000000
       where subject = 'customer:one' and version = 3;
      update feed_entry set seq = seq - 1 where subject = 'customer:two' and version = 2;
      update feed_entry
         set seq = (select max(seq) + 1 from feed_entry where seq < 1000000)
       where seq = 1000000;
      """;

  @Test
  void entriesSwapped_refused_theRestGoesOnAfterResync() {
    FeedPosition position =
        publishDamaged(SWAPPED, customer(one, 3, false), customer(two, 2, true));

    edge.awaitPosition(position);

    assertThat(alarms("chain_broken")).isPositive();
    assertThat(code(two)).isEqualTo("REVOKED");
  }

  /** Up to the checkpoint its own chain would tell; beyond it each entry's must. */
  @Test
  void entriesSwappedBeyondTheCheckpoint_notApplied_theRestGoesOnAfterResync() {
    world.asOwner("create table kept as select * from feed_checkpoint");
    publishDamaged(
        SWAPPED
            + """
            update feed_checkpoint c
               set seq = k.seq, payload = k.payload, signature = k.signature
              from kept k
            """,
        customer(one, 3, false),
        customer(two, 2, true));

    awaitAlarm("chain_broken");
    assertThat(code(one)).isEqualTo("REVOKED");
    assertThat(code(two)).as("as it was before").isEqualTo("VALID");
    assertThat(edge.health().body())
        .contains("\"position\":\"" + start + "\"", "\"rootMatches\":true");

    world.asOwner("drop table kept");
    edge.awaitPosition(world.publisher().publish(customer(one, 4, true)));
    assertThat(code(one)).isEqualTo("REVOKED");
    assertThat(code(two)).isEqualTo("REVOKED");
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
        customer(one, 3, false));
    awaitAlarm("document_refused");
    awaitAlarm("root_differs");

    world.publisher().publish(customer(two, 2, true));

    awaitCode("REVOKED", two);
    assertThat(code(one)).isEqualTo("REVOKED");
    assertThat(edge.health().body())
        .contains("\"position\":\"" + start + "\"", "\"rootMatches\":false");
    assertThat(alarms("root_differs")).as("looked at with each poll, not in a loop").isLessThan(20);

    edge.awaitPosition(world.publisher().publish(customer(one, 4, false)));
    assertThat(code(one)).isEqualTo("VALID");
  }

  @Test
  void documentOfAnUnknownKeyUnderAGenuineCheckpoint_neverApplied() {
    new TestPublisher(world.database().dataSource(DatabaseRole.CONSOLE), stranger, world.signer())
        .publish(customer(one, 3, false));
    awaitAlarm("document_refused");

    FeedPosition repaired = world.publisher().publish(customer(one, 4, false));

    edge.awaitPosition(repaired);
    assertThat(code(one)).isEqualTo("VALID");
  }

  // ---- entries beyond the checkpoint, with a chain that is right

  @Test
  void entryForged_otherKey_refused() {
    assertForgeryRefused(
        "document_refused", false, "customer:" + one, 3, stranger.sign(customer(one, 3, false)));
  }

  @Test
  void entryForged_otherKeyUnderATrustedName_refused() {
    SignedDocument signed = stranger.sign(customer(one, 3, false));
    assertForgeryRefused(
        "document_refused",
        false,
        "customer:" + one,
        3,
        new SignedDocument(signed.payloadType(), signed.payload(), "k1", signed.signature()));
  }

  @Test
  void entryForged_oldDocumentAgain_refused() {
    assertForgeryRefused(
        "version_backwards",
        false,
        "customer:" + one,
        1,
        world.signer().sign(customer(one, 1, false)));
  }

  @Test
  void entryForged_oldDocumentLabelledAsNew_refused() {
    assertForgeryRefused(
        "document_mislabelled",
        false,
        "customer:" + one,
        3,
        world.signer().sign(customer(one, 1, false)));
  }

  @Test
  void entryForged_anothersDocument_refused() {
    assertForgeryRefused(
        "document_mislabelled",
        false,
        "customer:" + one,
        3,
        world.signer().sign(customer(two, 3, false)));
  }

  @Test
  void entryForged_removalThatIsNone_refused() {
    assertForgeryRefused(
        "document_mislabelled",
        true,
        "customer:" + one,
        3,
        world.signer().sign(customer(one, 3, false)));
  }

  @Test
  void entryForged_checkpointAsADocument_refused() {
    assertForgeryRefused(
        "document_mislabelled",
        false,
        "customer:" + one,
        3,
        world.signer().sign(TestPublisher.checkpoint(start, Hash.ZERO, Hash.ZERO, Instant.now())));
  }

  private void assertForgeryRefused(
      String alarm, boolean removal, String subject, long version, SignedDocument document) {
    world.publisher().forge(removal, subject, version, document);
    awaitAlarm(alarm);

    assertThat(code(one)).isEqualTo("REVOKED");
    assertThat(edge.health().body())
        .contains("\"position\":\"" + start + "\"", "\"rootMatches\":true");

    world.asOwner("delete from feed_entry where seq > ?", start.seq());
    FeedPosition genuine =
        world.publisher().publish(customer(one, 3, false), customer(two, 2, true));
    edge.awaitPosition(genuine);
    assertThat(code(one)).isEqualTo("VALID");
  }

  // ---- checkpoints

  @Test
  void checkpointForged_otherKey_refusedAndCountsNothing() {
    world
        .publisher()
        .store(
            stranger.sign(TestPublisher.checkpoint(start, Hash.ZERO, Hash.ZERO, Instant.now())),
            start);

    awaitAlarm("checkpoint_refused");
    assertThat(edge.health().body()).contains("\"rootMatches\":false");
    assertGoesOn();
  }

  @Test
  void checkpointOversized_isNotFetched_refusedAndCountsNothing() {
    world.withoutLimits("feed_checkpoint");
    world.asOwner("update feed_checkpoint set payload = " + oversized("payload"));

    awaitAlarm("checkpoint_refused");
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

    awaitAlarm("position_backwards");
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

    awaitAlarm("chain_forked");
    assertThat(edge.health().body()).contains("\"rootMatches\":false");
    assertGoesOn();
  }

  private void assertGoesOn() {
    FeedPosition next = world.publisher().publish(customer(one, 3, false));
    edge.awaitPosition(next);
    assertThat(code(one)).isEqualTo("VALID");
    assertThat(edge.health().body()).contains("\"rootMatches\":true");
  }

  // ---- the current set, at a resync

  @Test
  void resync_rowPutBackToAnOlderVersion_revocationStays() {
    SignedDocument old = world.signer().sign(customer(one, 1, false));
    world.asOwner(
        """
        update license_current set version = 1, payload = ?, signature = ?, payload_hash = ?
         where subject = ?
        """,
        old.payload(),
        old.signature(),
        old.payloadHash().toByteArray(),
        "customer:" + one);
    // something else is wrong, so that the running edge reads the current set again
    publishDamaged(
        "delete from feed_entry where subject = 'customer:two' and version = 2",
        customer(two, 2, true));

    awaitAlarm("version_backwards");

    awaitCode("REVOKED", two);
    assertThat(code(one)).isEqualTo("REVOKED");
    assertGoesOn();
  }
}
