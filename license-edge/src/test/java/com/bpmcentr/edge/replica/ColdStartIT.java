package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestFiles;
import com.bpmcentr.edge.TestPublisher;
import com.bpmcentr.edge.TestSigner;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.License;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.SubjectDocument;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How an edge starts that holds nothing: on the strength of a checkpoint's root, and never with a
 * document that the console did not publish.
 */
class ColdStartIT {

  private static final String KEY = "bpm_prod_one";

  private final TestWorld world = new TestWorld();

  @BeforeEach
  void publish() {
    world.publisher().publish(Documents.connector("rozetka", Category.STANDARD));
    world.publisher().publish(customer("one", 1), customer("two", 1));
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private static License customer(String name, long version) {
    return Documents.license(
        name,
        version,
        List.of(Documents.key("key-" + name, "bpm_prod_" + name)),
        List.of(Documents.grant("s-" + name, "rozetka", "1")));
  }

  /** Puts a document into a row as an attacker would, its hash included. */
  private void writeRow(String subject, long version, SignedDocument document) {
    world.asOwner(
        """
        insert into license_current (subject, kind, version, payload_type, key_id, payload,
                                     signature, payload_hash, epoch, seq)
        values (?, 'put', ?, ?, ?, ?, ?, ?, 1, 1)
        on conflict (subject) do update
          set version = excluded.version, key_id = excluded.key_id, payload = excluded.payload,
              signature = excluded.signature, payload_hash = excluded.payload_hash
        """,
        subject,
        version,
        document.payloadType(),
        document.keyId(),
        document.payload(),
        document.signature(),
        document.payloadHash().toByteArray());
  }

  @Test
  void start_manyPages_holdsThemAllWithoutAlarm() {
    for (int block = 0; block < 3; block++) {
      int from = block * 700;
      world
          .publisher()
          .publish(
              IntStream.range(from, from + 700)
                  .mapToObj(i -> customer("many-" + i, 1))
                  .toArray(SubjectDocument[]::new));
    }

    TestEdge edge = world.startEdge("e1").awaitReady();

    assertThat(edge.metric("edge_set_size")).isEqualTo(2103);
    assertThat(edge.code("bpm_prod_many-2099", "rozetka", "1")).isEqualTo("VALID");
    assertThat(edge.health().body()).contains("\"rootMatches\":true", "\"lastAlarm\":null");
  }

  @Test
  void start_signatureOfARowDestroyed_rootVouchesForItAndTheCheckAfterwardsAlarms() {
    world.asOwner(
        """
        update license_current set signature = sha256(signature) || sha256(signature)
         where subject = 'customer:one'
        """);

    TestEdge edge = world.startEdge("e1").awaitReady();

    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("VALID");
    edge.awaitAlarm("signature_refused");
    edge.awaitCode("VALID", KEY, "rozetka", "1");
    assertThat(edge.metric("edge_feed_root_matches")).isEqualTo(1);
  }

  @Test
  void start_payloadChangedAndItsHashKept_notReady() {
    SignedDocument forged = TestSigner.pretending("k1").sign(customer("one", 1));
    world.asOwner(
        "update license_current set payload = ?, signature = ? where subject = 'customer:one'",
        forged.payload(),
        forged.signature());

    assertNeverServes("document_refused");
  }

  @Test
  void start_payloadChangedWithItsHash_notReady() {
    writeRow("customer:one", 1, TestSigner.pretending("k1").sign(customer("one", 1)));

    assertNeverServes("document_refused");
  }

  @Test
  void start_versionChanged_notReady() {
    world.asOwner("update license_current set version = 2 where subject = 'customer:one'");

    assertNeverServes("document_mislabelled");
  }

  @Test
  void start_anothersDocumentInTheRow_notReady() {
    world.asOwner(
        """
        update license_current c set payload = o.payload, signature = o.signature
          from license_current o
         where c.subject = 'customer:one' and o.subject = 'customer:two'
        """);

    assertNeverServes("document_mislabelled");
  }

  @Test
  void start_rowMissing_notReady() {
    world.asOwner("delete from license_current where subject = 'customer:one'");

    assertNeverServes("root_differs");
  }

  private void assertNeverServes(String alarm) {
    TestEdge edge = world.startEdge("e1");
    edge.awaitAlarm(alarm);
    edge.awaitAlarm("root_differs");
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("NOT_READY");
    assertThat(edge.code("bpm_prod_two", "rozetka", "1")).isEqualTo("NOT_READY");

    world.publisher().publish(customer("one", 3));

    edge.awaitCode("VALID", KEY, "rozetka", "1");
  }

  @Test
  void start_forgedRowAdded_leftOutAndTheRestServed() {
    writeRow("customer:three", 1, TestSigner.pretending("k1").sign(customer("three", 1)));

    TestEdge edge = world.startEdge("e1").awaitReady();

    assertThat(edge.alarms("root_differs")).isPositive();
    assertThat(edge.alarms("document_refused")).isPositive();
    assertThat(edge.code("bpm_prod_three", "rozetka", "1")).isEqualTo("KEY_NOT_FOUND");
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("VALID");
  }

  @Test
  void start_rowWithoutASubjectAdded_leftOutAndTheRestServed() {
    world.withoutLimits("license_current");
    writeRow("", 1, TestSigner.pretending("k1").sign(customer("three", 1)));

    TestEdge edge = world.startEdge("e1").awaitReady();

    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("VALID");
    assertThat(edge.alarms("root_differs")).as("rests on the set's root").isZero();
  }

  // ---- a compromised key: k1 signed customer two, k2 what is newer and the checkpoint

  @Test
  void start_documentOfACompromisedKey_undecided() {
    compromiseFirstKey();

    TestEdge edge = world.startEdge("e1").awaitReady();

    assertThat(edge.code("bpm_prod_two", "rozetka", "1")).isEqualTo("UNDECIDED");
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("VALID");
  }

  @Test
  void start_documentOfACompromisedKeyRelabelled_rootDoesNotVouchForIt() {
    compromiseFirstKey();
    world.asOwner("update license_current set key_id = 'k2' where subject = 'customer:two'");

    TestEdge edge = world.startEdge("e1");

    edge.awaitAlarm("document_refused");
    edge.awaitAlarm("root_differs");
    assertThat(edge.code("bpm_prod_two", "rozetka", "1")).isEqualTo("NOT_READY");
  }

  private void compromiseFirstKey() {
    TestSigner next = new TestSigner("k2");
    TestFiles.keyring(
        world.folder(), world.signer().keyringEntry("compromised"), next.keyringEntry("active"));
    new TestPublisher(world.database().dataSource(DatabaseRole.CONSOLE), next)
        .publish(
            Documents.connector(
                "rozetka", 2, ConnectorState.PUBLISHED, Category.STANDARD, List.of()),
            customer("one", 2));
  }
}
