package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestFiles;
import com.bpmcentr.edge.TestSigner;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.edge.database.DatabaseUrl;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.License;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        .publish(Documents.connector("rozetka", Category.STANDARD), customer(1, false));
  }

  @AfterEach
  void stop() throws Exception {
    others.forEach(PgFeed::close);
    vertx.close().toCompletionStage().toCompletableFuture().get();
    world.close();
  }

  private static License customer(long version, boolean revoked) {
    Documents.GrantBuilder grant = new Documents.GrantBuilder("s-one", "rozetka").account("1");
    return Documents.license(
        "one",
        version,
        List.of(Documents.key("key-one", KEY)),
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

  private void takeAllPlaces() throws FeedUnavailableException {
    for (int i = 0; i < PgSetReading.PLACES; i++) {
      PgSetReading reading = other("reader " + i).readSet(PgSetReading.Purpose.HOLD);
      assertThat(reading).as("place " + i).isNotNull();
      readings.add(reading);
    }
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
    takeAllPlaces();
    PgFeed late = other("late");

    assertThat(late.readSet(PgSetReading.Purpose.HOLD)).isNull();
    assertThat(late.readSet(PgSetReading.Purpose.CHECK)).as("apart from those").isNotNull();
    freeAPlace();

    await().until(() -> late.readSet(PgSetReading.Purpose.HOLD) != null);
  }

  @Test
  void readSet_sessionOfAReaderEnds_itsPlaceIsFree() throws FeedUnavailableException {
    takeAllPlaces();
    PgFeed late = other("late");
    assertThat(late.readSet(PgSetReading.Purpose.HOLD)).isNull();

    world.cutOff("reader 2");

    await().until(() -> late.readSet(PgSetReading.Purpose.HOLD) != null);
  }

  @Test
  void start_allPlacesTaken_saysThatItWaitsAndIsNotReady() throws FeedUnavailableException {
    takeAllPlaces();

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

  @Test
  void keysChanged_allPlacesTaken_revocationsAreAppliedMeanwhile() throws FeedUnavailableException {
    String active = world.signer().keyringEntry("active");
    TestFiles.keyring(world.folder(), active, new TestSigner("k0").keyringEntry("active"));
    TestEdge edge = world.startEdge("e1").awaitReady();
    takeAllPlaces();

    // what is trusted no longer has to be looked for in the whole set
    TestFiles.keyring(world.folder(), active);
    awaitFeed(edge, "waiting");
    assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("VALID");
    world.publisher().publish(customer(2, true));

    edge.awaitCode("REVOKED", KEY, "rozetka", "1");
    assertThat(edge.health().body()).contains("\"feed\":\"waiting\"", "\"status\":\"ready\"");
    freeAPlace();
    awaitFeed(edge, "following");
    assertThat(edge.health().body()).contains("\"rootMatches\":true");
    assertThat(edge.metric("edge_feed_set_readings_total")).isEqualTo(2);
  }
}
