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
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.License;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.SubjectDocument;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a thousand entries at once rest on the chain of a verified checkpoint, or not at all. */
class FarBehindIT {

  private static final int MANY = 1_200;
  private static final String LAST = "bpm_prod_many-1199";

  private final TestWorld world = new TestWorld();
  private TestEdge edge;

  @BeforeEach
  void publishAndFollow() {
    world.publisher().publish(Documents.connector("rozetka", Category.STANDARD));
    edge = world.startEdge("e1").awaitReady();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private static License customer(int number) {
    String name = "many-" + number;
    return Documents.license(
        name,
        1,
        List.of(Documents.key("key-" + name, "bpm_prod_" + name)),
        List.of(Documents.grant("s-" + name, "rozetka", "1")));
  }

  private static SubjectDocument[] many() {
    return IntStream.range(0, MANY).mapToObj(FarBehindIT::customer).toArray(SubjectDocument[]::new);
  }

  private TestPublisher publisherWithoutKey() {
    return new TestPublisher(
        world.database().dataSource(DatabaseRole.CONSOLE),
        TestSigner.pretending("k1"),
        world.signer());
  }

  @Test
  void publish_moreThanAThousandAtOnce_allAppliedWithoutAlarm() {
    FeedPosition position = world.publisher().publish(many());

    edge.awaitPosition(position);

    assertThat(edge.code(LAST, "rozetka", "1")).isEqualTo("VALID");
    assertThat(edge.health().body()).contains("\"rootMatches\":true", "\"lastAlarm\":null");
  }

  @Test
  void publish_signaturesThatDoNotHold_chainVouchesAndTheCheckAfterwardsAlarms() {
    FeedPosition position = publisherWithoutKey().publish(many());

    edge.awaitPosition(position);

    assertThat(edge.code(LAST, "rozetka", "1")).isEqualTo("VALID");
    edge.awaitAlarm("signature_refused");
    assertThat(edge.alarms("document_refused")).isZero();
  }

  @Test
  void publish_signaturesThatDoNotHoldWhileAKeyIsCompromised_nothingRestsOnTheChain() {
    TestFiles.keyring(
        world.folder(),
        world.signer().keyringEntry("active"),
        new TestSigner("k0").keyringEntry("compromised"));

    publisherWithoutKey().publish(many());

    edge.awaitAlarm("document_refused");
    assertThat(edge.code(LAST, "rozetka", "1")).isEqualTo("KEY_NOT_FOUND");
    assertThat(edge.code("bpm_prod_many-0", "rozetka", "1")).isEqualTo("KEY_NOT_FOUND");
  }

  @Test
  void publish_entryForgedInTheMiddle_neverAppliedAndTheRestGoesOnAfterResync()
      throws SQLException {
    SignedDocument forged =
        TestSigner.pretending("k1")
            .sign(
                Documents.license(
                    "many-600",
                    1,
                    List.of(Documents.key("key-forged", "bpm_prod_forged")),
                    List.of(Documents.grant("s-forged", "rozetka", "1"))));
    FeedPosition position;
    try (Connection connection = world.database().connect(DatabaseRole.OWNER);
        PreparedStatement forge =
            connection.prepareStatement(
                """
                update feed_entry set payload = ?, signature = ?
                 where subject = 'customer:many-600'
                """)) {
      connection.setAutoCommit(false);
      position = world.publisher().publish(connection, List.of(many()));
      forge.setBytes(1, forged.payload());
      forge.setBytes(2, forged.signature());
      assertThat(forge.executeUpdate()).isEqualTo(1);
      connection.commit();
    }

    edge.awaitPosition(position);

    assertThat(edge.alarms("chain_broken")).isPositive();
    assertThat(edge.code("bpm_prod_forged", "rozetka", "1")).isEqualTo("KEY_NOT_FOUND");
    assertThat(edge.code("bpm_prod_many-600", "rozetka", "1")).isEqualTo("VALID");
    assertThat(edge.code(LAST, "rozetka", "1")).isEqualTo("VALID");
  }

  @Test
  void publish_entryMissingInTheMiddle_foundByResync() throws SQLException {
    FeedPosition position;
    try (Connection connection = world.database().connect(DatabaseRole.OWNER)) {
      connection.setAutoCommit(false);
      position = world.publisher().publish(connection, List.of(many()));
      connection
          .createStatement()
          .execute("delete from feed_entry where subject = 'customer:many-600'");
      connection.commit();
    }

    edge.awaitPosition(position);

    assertThat(edge.alarms("entry_missing")).isPositive();
    assertThat(edge.code("bpm_prod_many-600", "rozetka", "1")).isEqualTo("VALID");
  }
}
