package com.bpmcentr.edge.replica;

import static com.bpmcentr.edge.DiskWorld.code;
import static com.bpmcentr.edge.DiskWorld.customer;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.DiskWorld;
import com.bpmcentr.edge.Soak;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.SignedDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rows of the current set are damaged, deleted or put back before an edge starts from them: it
 * lets nobody in before what it holds is what was signed. In a long run each edge is a process. Of
 * a running edge: {@link FeedForgeryIT}.
 */
class ForgedSetIT {

  private final TestWorld world = new TestWorld();

  @BeforeEach
  void publish() {
    DiskWorld.publishBoth(world.publisher());
    world.publisher().publish(customer("one", 2, true));
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private TestEdge start() {
    return Soak.isLong() ? world.startProcess("e1") : world.startEdge("e1");
  }

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
    TestEdge edge = start();
    edge.awaitAlarm(alarm);
    awaitRefused(edge);
    assertThat(code(edge, "one")).isEqualTo("NOT_READY");

    world.publisher().publish(customer("one", 3, true));

    edge.awaitReady();
    assertThat(code(edge, "one")).isEqualTo("REVOKED");
  }

  /** In no set, so that what was signed is whole without them. */
  @Test
  void start_rowOfAnOverlongSubject_refusedAndReady() {
    world.withoutLimits("license_current");
    world.asOwner(
        """
        insert into license_current
          select repeat('a', 70000), kind, version, payload_type, key_id, payload, signature,
                 payload_hash, epoch, seq
            from license_current
           where subject = 'customer:one'
        """);

    TestEdge edge = start().awaitReady();

    assertThat(code(edge, "one")).isEqualTo("REVOKED");
    assertThat(edge.alarms("document_mislabelled")).isPositive();
    assertThat(edge.alarms("root_differs")).as("rests on the set's root").isZero();
  }

  @Test
  void start_rowOversized_isNotFetched_readyOnceItIsRepaired() {
    world.withoutLimits("license_current");
    world.asOwner(
        """
        update license_current set payload = convert_to(repeat('a', %d), 'UTF8')
         where subject = 'customer:two'
        """
            .formatted(Soak.count(13_000_000, 120_000_000)));
    TestEdge edge = start();
    edge.awaitAlarm("document_refused");

    FeedPosition position = world.publisher().publish(customer("two", 2, true));

    edge.awaitPosition(position);
    assertThat(code(edge, "two")).isEqualTo("REVOKED");
    assertThat(code(edge, "one")).isEqualTo("REVOKED");
  }

  @Test
  void start_rowPutBackToAnOlderVersion_notReady() {
    SignedDocument old = world.signer().sign(customer("one", 1, false));
    world.asOwner(
        """
        update license_current set version = 1, payload = ?, signature = ?, payload_hash = ?
         where subject = 'customer:one'
        """,
        old.payload(),
        old.signature(),
        old.payloadHash().toByteArray());
    TestEdge edge = world.startProcess("e1");

    awaitRefused(edge);
    assertThat(code(edge, "one")).isEqualTo("NOT_READY");

    world.publisher().publish(customer("one", 3, true));

    edge.awaitReady();
    assertThat(code(edge, "one")).isEqualTo("REVOKED");
  }

  /** Waits until the edge has read the set and held it against the checkpoint's root. */
  private static void awaitRefused(TestEdge edge) {
    // first for what the rows say of themselves, or for an attempt before; then for what was taken
    edge.await("has refused the set", () -> edge.alarms("root_differs") > 1);
  }
}
