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
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.License;
import com.bpmcentr.license.SubjectDocument;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From an empty database to an answer, and from a published change to the next answer. */
class FollowIT {

  private static final String KEY = "bpm_prod_one";

  private final TestWorld world = new TestWorld();

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

  private FeedPosition publishUsual() {
    return world
        .publisher()
        .publish(Documents.connector("rozetka", Category.STANDARD), customer("one", 1, false));
  }

  @Test
  void start_setPublishedBefore_servesIt() {
    FeedPosition position = publishUsual();
    TestEdge edge = world.startEdge("e1").awaitReady();

    HttpResponse<String> answer = edge.verify(KEY, "rozetka", "1");

    assertThat(TestEdge.codeOf(answer)).isEqualTo("VALID");
    assertThat(answer.headers().firstValue("License-Position")).contains(position.toString());
  }

  @Test
  void start_nothingPublishedYet_notReadyUntilSomethingIs() {
    TestEdge edge = world.startEdge("e1");
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("NOT_READY");
    assertThat(edge.health().statusCode()).isEqualTo(503);

    publishUsual();

    edge.awaitCode("VALID", KEY, "rozetka", "1");
  }

  @Test
  void start_moreRowsThanOnePage_holdsThemAll() {
    publishUsual();
    for (int page = 0; page < 3; page++) {
      int from = page * 700;
      world
          .publisher()
          .publish(
              IntStream.range(from, from + 700)
                  .mapToObj(i -> customer("many-" + i, 1, false))
                  .toArray(SubjectDocument[]::new));
    }

    TestEdge edge = world.startEdge("e1").awaitReady();

    assertThat(edge.metric("edge_set_size")).isEqualTo(2102);
    assertThat(edge.code("bpm_prod_many-2099", "rozetka", "1")).isEqualTo("VALID");
    assertThat(edge.health().body()).contains("\"lastAlarm\":null");
  }

  @Test
  void publish_moreBytesThanOnePage_followsToTheEnd() {
    publishUsual();
    TestEdge edge = world.startEdge("e1").awaitReady();

    FeedPosition position =
        world.publisher().publish(large("first"), large("second"), large("third"));

    edge.awaitPosition(position);
    assertThat(edge.code("bpm_prod_third", "rozetka", "1")).isEqualTo("VALID");
    assertThat(edge.health().body()).contains("\"lastAlarm\":null");
  }

  /** About 3.4 MB, so that two are not yet a page. */
  private static License large(String name) {
    return Documents.license(
        name,
        1,
        List.of(Documents.key("key-" + name, "bpm_prod_" + name)),
        IntStream.range(0, 9_000)
            .mapToObj(i -> Documents.grant(name + "-" + "s".repeat(50) + i, "rozetka", "1"))
            .toList());
  }

  @Test
  void publish_revocation_deniedWithinThePoll() {
    publishUsual();
    TestEdge edge = world.startEdge("e1").awaitReady();

    FeedPosition position = world.publisher().publish(customer("one", 2, true));

    edge.awaitPosition(position);
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("REVOKED");
  }

  @Test
  void publish_doorbell_isFasterThanThePoll() {
    publishUsual();
    TestEdge edge = world.startEdge("e1").awaitReady();
    int quick = 0;

    for (int version = 2; version < 12; version++) {
      FeedPosition position = world.publisher().publish(customer("one", version, false));
      long published = System.nanoTime();
      edge.awaitPosition(position);
      quick += System.nanoTime() - published < Duration.ofMillis(300).toNanos() ? 1 : 0;
    }

    assertThat(quick).as("of ten, at once instead of with the next poll").isGreaterThan(5);
  }

  @Test
  void publish_whileTheConnectionIsCutOff_foundAfterReconnecting() {
    publishUsual();
    TestEdge edge = world.startEdge("e1").awaitReady();

    world.cutOff("e1 feed");
    FeedPosition position = world.publisher().publish(customer("one", 3, true));

    edge.awaitPosition(position);
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("REVOKED");
  }

  @Test
  void publish_hundredsAtOnce_allApplied() {
    publishUsual();
    TestEdge edge = world.startEdge("e1").awaitReady();

    FeedPosition position = null;
    for (int block = 0; block < 12; block++) {
      int from = block * 100;
      position =
          world
              .publisher()
              .publish(
                  IntStream.range(from, from + 100)
                      .mapToObj(i -> customer("bulk-" + i, 1, i % 2 == 1))
                      .toArray(SubjectDocument[]::new));
    }

    edge.awaitPosition(position);
    assertThat(edge.code("bpm_prod_bulk-1198", "rozetka", "1")).isEqualTo("VALID");
    assertThat(edge.code("bpm_prod_bulk-1199", "rozetka", "1")).isEqualTo("REVOKED");
    assertThat(edge.health().body()).contains("\"rootMatches\":true", "\"lastAlarm\":null");
  }

  @Test
  void publish_customerRemoved_keyIsUnknownAndTheRootStillMatches() {
    publishUsual();
    TestEdge edge = world.startEdge("e1").awaitReady();

    FeedPosition position = world.publisher().publish(Documents.removed(customer("one", 1, false)));

    edge.awaitPosition(position);
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("KEY_NOT_FOUND");
    TestEdge second = world.startEdge("e2").awaitReady();
    assertThat(second.code(KEY, "rozetka", "1")).isEqualTo("KEY_NOT_FOUND");
  }

  @Test
  void publish_oneHeldBeforeWhileALaterOneCommits_bothApplied() throws SQLException {
    publishUsual();
    TestEdge edge = world.startEdge("e1").awaitReady();

    FeedPosition late;
    try (Connection held = console()) {
      // its work has begun; it has not published yet
      held.createStatement().execute("select count(*) from feed_entry");
      FeedPosition first = world.publisher().publish(customer("quick", 1, false));
      edge.awaitPosition(first);
      late = world.publisher().publish(held, List.of(customer("slow", 1, false)));
      held.commit();
    }

    edge.awaitPosition(late);
    assertThat(edge.code("bpm_prod_quick", "rozetka", "1")).isEqualTo("VALID");
    assertThat(edge.code("bpm_prod_slow", "rozetka", "1")).isEqualTo("VALID");
  }

  @Test
  void publish_oneHeldInsideTheLockWhileAnotherWaits_bothApplied() throws SQLException {
    publishUsual();
    TestEdge first = world.startEdge("e1").awaitReady();
    TestEdge second = world.startEdge("e2").awaitReady();

    CompletableFuture<FeedPosition> waiting;
    try (Connection holder = console()) {
      world.publisher().publish(holder, List.of(customer("holder", 1, false)));
      waiting =
          CompletableFuture.supplyAsync(
              () -> world.publisher().publish(customer("waiter", 1, false)));
      await().until(this::somebodyWaitsForTheLock);
      assertThat(waiting).isNotDone();
      holder.commit();
    }

    FeedPosition last = waiting.join();
    for (TestEdge edge : List.of(first, second)) {
      edge.awaitPosition(last);
      assertThat(edge.code("bpm_prod_holder", "rozetka", "1")).isEqualTo("VALID");
      assertThat(edge.code("bpm_prod_waiter", "rozetka", "1")).isEqualTo("VALID");
      assertThat(edge.health().body()).contains("\"lastAlarm\":null");
    }
  }

  private Connection console() throws SQLException {
    Connection connection = world.database().connect(DatabaseRole.CONSOLE);
    connection.setAutoCommit(false);
    return connection;
  }

  private boolean somebodyWaitsForTheLock() throws SQLException {
    try (Connection connection = world.database().connect(DatabaseRole.OWNER);
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select count(*) from pg_locks l join pg_database d on d.oid = l.database"
                        + " where l.locktype = 'advisory' and not l.granted"
                        + " and d.datname = current_database()")) {
      return rows.next() && rows.getInt(1) > 0;
    }
  }

  @Test
  void keyMarkedAsCompromised_itsCustomersAreUndecidedUntilReissued() {
    publishUsual();
    TestEdge edge = world.startEdge("e1").awaitReady();
    TestSigner next = new TestSigner("k2");
    TestFiles.keyring(
        world.folder(), world.signer().keyringEntry("compromised"), next.keyringEntry("active"));
    edge.awaitCode("UNDECIDED", KEY, "rozetka", "1");

    TestPublisher reissuing =
        new TestPublisher(world.database().dataSource(DatabaseRole.CONSOLE), next);
    FeedPosition position =
        reissuing.publish(
            Documents.connector(
                "rozetka", 2, ConnectorState.PUBLISHED, Category.STANDARD, List.of()),
            customer("one", 2, false));

    edge.awaitPosition(position);
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("VALID");
  }

  /** It may be the keyring that is the wrong one. */
  @Test
  void keyringWithoutTheConsolesKey_takesNothingBackAndBelievesNothingNew() {
    publishUsual();
    TestEdge edge = world.startEdge("e1").awaitReady();

    TestFiles.keyring(world.folder(), new TestSigner("k2").keyringEntry("active"));

    edge.awaitAlarm("checkpoint_refused");
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("VALID");
    assertThat(edge.health().statusCode()).isEqualTo(200);

    TestFiles.keyring(world.folder(), world.signer().keyringEntry("active"));
    edge.awaitPosition(world.publisher().publish(customer("one", 2, true)));
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("REVOKED");
  }

  @Test
  void keyMarkedAsCompromised_theTimeThatItToldCountsNoMore() {
    FeedPosition head = publishUsual();
    TestSigner stolen = new TestSigner("k2");
    String trusted = world.signer().keyringEntry("active");
    TestFiles.keyring(world.folder(), trusted, stolen.keyringEntry("active"));
    TestEdge edge = world.startEdge("e1").awaitReady();
    FeedPosition later = new FeedPosition(head.epoch(), head.seq() + 1);
    Instant ahead = Instant.now().plus(Duration.ofHours(2));
    world
        .publisher()
        .store(stolen.sign(TestPublisher.checkpoint(later, Hash.ZERO, Hash.ZERO, ahead)), later);
    edge.awaitCode("STALE", KEY, "rozetka", "1");

    world.publisher().checkpointAt(Instant.now());
    TestFiles.keyring(world.folder(), trusted, stolen.keyringEntry("compromised"));

    edge.awaitCode("VALID", KEY, "rozetka", "1");
  }

  @Test
  void keyringChangedToNonsense_oldOneStays() {
    publishUsual();
    TestEdge edge = world.startEdge("e1").awaitReady();
    world.writeKeyring("{\"keys\":");

    edge.awaitAlarm("keyring_unreadable");
    FeedPosition position = world.publisher().publish(customer("one", 2, true));

    edge.awaitPosition(position);
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("REVOKED");
  }
}
