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
import com.bpmcentr.edge.database.DatabaseUrl;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.License;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Only some edges read the whole set at the same time, and the others get on meanwhile. */
class PlacesIT {

  private static final String KEY = "bpm_prod_one";

  private final TestWorld world = new TestWorld();
  private final Vertx vertx = Vertx.vertx();
  private final List<PgFeed> others = new ArrayList<>();
  private final List<PgSetReading> readings = new ArrayList<>();

  @BeforeEach
  void publish() {
    world
        .publisher()
        .publish(Documents.connector("rozetka", Category.STANDARD), customer("one", 1, false));
  }

  @AfterEach
  void stop() throws Exception {
    others.forEach(PgFeed::close);
    vertx.close().toCompletionStage().toCompletableFuture().get();
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

  private PgFeed other(String name) {
    PgFeed feed =
        new PgFeed(
            vertx,
            vertx.getOrCreateContext(),
            DatabaseUrl.parse(world.databaseUrl()).orElseThrow(),
            name,
            () -> {});
    others.add(feed);
    return feed;
  }

  private void takeAllPlaces(PgSetReading.Purpose purpose) {
    for (int i = 0; i < PgSetReading.PLACES; i++) {
      PgFeed reader = other("reader " + i);
      // an edge that has just started may have one for a moment
      readings.add(await().until(() -> reader.readSet(purpose), Objects::nonNull));
    }
  }

  /** As whoever writes the table can; only a check of each signature finds it. */
  private void destroySignature(String name) {
    world.asOwner(
        "update license_current set signature = sha512('') where subject = ?", "customer:" + name);
  }

  private void freeAPlace() {
    readings.getFirst().close();
  }

  private static void awaitFeed(TestEdge edge, String state) {
    await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> edge.health().body().contains("\"feed\":\"" + state + "\""));
  }

  @Test
  void readSet_allPlacesTaken_noneUntilOneIsFree() throws FeedUnavailableException {
    takeAllPlaces(PgSetReading.Purpose.HOLD);
    PgFeed late = other("late");

    assertThat(late.readSet(PgSetReading.Purpose.HOLD)).isNull();
    assertThat(late.readSet(PgSetReading.Purpose.CHECK)).as("apart from those").isNotNull();
    freeAPlace();

    await().until(() -> late.readSet(PgSetReading.Purpose.HOLD) != null);
  }

  @Test
  void readSet_sessionOfAReaderEnds_itsPlaceIsFree() throws FeedUnavailableException {
    takeAllPlaces(PgSetReading.Purpose.HOLD);
    PgFeed late = other("late");
    assertThat(late.readSet(PgSetReading.Purpose.HOLD)).isNull();

    world.cutOff("reader 2");

    await().until(() -> late.readSet(PgSetReading.Purpose.HOLD) != null);
  }

  @Test
  void start_allPlacesTaken_saysThatItWaitsAndIsNotReady() throws FeedUnavailableException {
    takeAllPlaces(PgSetReading.Purpose.HOLD);

    TestEdge edge = world.startEdge("e1");
    awaitFeed(edge, "waiting");

    assertThat(edge.health().statusCode()).isEqualTo(503);
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("NOT_READY");
    assertThat(edge.metric("edge_feed_state{state=\"waiting\"}")).isEqualTo(1);
    assertThat(edge.metric("edge_feed_set_readings_total")).isZero();
    freeAPlace();
    edge.awaitReady();
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("VALID");
    awaitFeed(edge, "following");
  }

  /** Checking a million signatures takes minutes; here it cannot even begin. */
  @Test
  void keyCompromised_signaturesNotYetChecked_isOutAndRevocationsAreApplied()
      throws FeedUnavailableException {
    TestSigner next = new TestSigner("k2");
    TestFiles.keyring(
        world.folder(), world.signer().keyringEntry("active"), next.keyringEntry("active"));
    TestPublisher publisher =
        new TestPublisher(world.database().dataSource(DatabaseRole.CONSOLE), next);
    publisher.publish(
        Documents.connector("rozetka", 2, ConnectorState.PUBLISHED, Category.STANDARD, List.of()),
        customer("two", 1, false),
        customer("three", 1, false),
        customer("four", 1, false));
    destroySignature("three");
    TestEdge edge = world.startEdge("e1").awaitReady();
    // the start's own check has read all rows then
    edge.awaitAlarm("signature_refused");
    destroySignature("four");
    takeAllPlaces(PgSetReading.Purpose.CHECK);

    TestFiles.keyring(
        world.folder(), world.signer().keyringEntry("compromised"), next.keyringEntry("active"));

    edge.awaitCode("UNDECIDED", KEY, "rozetka", "1");
    assertThat(edge.code("bpm_prod_two", "rozetka", "1")).isEqualTo("VALID");
    edge.awaitPosition(publisher.publish(customer("two", 2, true)));
    assertThat(edge.code("bpm_prod_two", "rozetka", "1")).isEqualTo("REVOKED");
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("UNDECIDED");
    assertThat(edge.alarms("signature_refused")).as("four is not yet looked for").isEqualTo(1);
    freeAPlace();
    await().atMost(Duration.ofSeconds(20)).until(() -> edge.alarms("signature_refused") == 3);
    assertThat(edge.code("bpm_prod_four", "rozetka", "1")).isEqualTo("VALID");
    assertThat(edge.metric("edge_feed_set_readings_total")).isEqualTo(1);
  }
}
