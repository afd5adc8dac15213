package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.FakeTime;
import com.bpmcentr.edge.TestFiles;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.edge.binding.ClaimBook;
import com.bpmcentr.edge.database.DatabaseUrl;
import com.bpmcentr.edge.journal.ChangeLog;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.HeldGrant;
import com.bpmcentr.license.HeldLicense;
import com.bpmcentr.license.License;
import com.bpmcentr.license.LicenseVerifier;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.VerifiedSubject;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is held is made to differ from what was signed, as a defect of the edge's own would, while
 * the feed is in order. The tests go round by round, so nothing in them waits.
 */
class BucketRepairIT {

  private static final Duration A_POLL = Duration.ofSeconds(1);

  private final TestWorld world = new TestWorld();
  private final Vertx vertx = Vertx.vertx();
  private final FakeTime time = new FakeTime(Instant.now());
  private final FeedStatus status = new FeedStatus(time);
  private final FreshnessClock freshness = new FreshnessClock(time, time);
  private final ClaimBook claims = new ClaimBook(time);
  private final LicenseReplica replica = new LicenseReplica(claims);
  private final AtomicReference<FeedPosition> kept = new AtomicReference<>();

  private final AtomicInteger checkAskedTime = new AtomicInteger();

  /** What the next part that is asked ends with. */
  private final AtomicReference<Error> failure = new AtomicReference<>();

  private PgFeed feed;
  private PgFeed rereading;
  private TrustedKeys keys;
  private BackgroundCheck check;
  private FeedFollower follower;
  private LicenseVerifier verifier;
  private FeedPosition position;

  @BeforeEach
  void publishAndRead() throws Exception {
    world.publisher().publish(Documents.connector("rozetka", Category.STANDARD));
    world.publisher().publish(customer("one", 1, false), customer("two", 1, false));
    position = world.publisher().publish(customer("one", 2, true));
    KeyringFile keyring = KeyringFile.read(world.folder().resolve("keyring.json"));
    verifier = new LicenseVerifier(keyring.keyring());
    feed = feed("test");
    rereading = feed("test check");
    keys = new TrustedKeys(keyring, status);
    check =
        new BackgroundCheck(
            rereading,
            keys,
            status,
            () -> {
              checkAskedTime.incrementAndGet();
              return failOnce(time.getAsLong());
            });
    follower =
        new FeedFollower(
            null,
            feed,
            keys,
            replica,
            check,
            claims,
            freshness,
            status,
            new Doorbell(),
            ChangeLog.none(at -> kept.set(failOnce(at))),
            time);
    follower.round();
    follower.round();
    assertThat(replica.position()).isEqualTo(position);
  }

  @AfterEach
  void stop() throws Exception {
    follower.close();
    check.close();
    keys.close();
    feed.close();
    rereading.close();
    vertx.close().toCompletionStage().toCompletableFuture().get();
    world.close();
  }

  private <T> T failOnce(T result) {
    Error error = failure.getAndSet(null);
    if (error != null) {
      throw error;
    }
    return result;
  }

  private PgFeed feed(String name) {
    return new PgFeed(
        vertx,
        vertx.getOrCreateContext(),
        DatabaseUrl.parse(world.databaseUrl()).orElseThrow(),
        name,
        () -> {});
  }

  private static License customer(String name, long version, boolean revoked) {
    Documents.GrantBuilder grant = new Documents.GrantBuilder("s-" + name, "rozetka").account("1");
    return Documents.license(
        name,
        version,
        List.of(Documents.key("key-" + name, "bpm_prod_" + name)),
        List.of(revoked ? grant.revoked().build() : grant.build()));
  }

  private static int bucketOf(String name) {
    return SetTree.bucketOf(License.subjectOf(name));
  }

  private void lose(String name) {
    replica.forgetWhatDiffers(bucketOf(name), new SetTree());
    assertThat(replica.heldVersion(License.subjectOf(name))).isZero();
  }

  /** Holds what was never signed into the set, in place of what was. */
  private void hold(License license) {
    lose(license.customerId());
    assertThat(replica.apply((VerifiedSubject) verifier.verify(world.signer().sign(license))))
        .isTrue();
  }

  /** A row that nobody can read without an alarm. */
  private void damageRow(String name) {
    world.asOwner(
        "update license_current set payload = sha256(payload) where subject = ?",
        License.subjectOf(name));
  }

  private boolean isRevoked(String name) {
    HeldLicense held = replica.licenseOfKey(TestFiles.PEPPERS.digest("bpm_prod_" + name).digest());
    assertThat(held).as("serves on").isNotNull();
    return held.grant(held.firstGrant("rozetka")).revokedAtMillis() != HeldGrant.NEVER;
  }

  private void rounds(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      time.pass(A_POLL);
      follower.round();
    }
  }

  private void assertRepairedByBuckets() {
    assertThat(replica.position()).isEqualTo(position);
    assertThat(status.rootMatches()).isTrue();
    assertThat(status.count(FeedAlarm.ROOT_DIFFERS)).as("told once").isOne();
    assertThat(status.count(FeedAlarm.DOCUMENT_REFUSED)).as("the other row was not read").isZero();
    assertThat(replica.size()).isEqualTo(3);
  }

  @Test
  void documentLost_readAgainWithItsBucketAlone() throws InterruptedException {
    damageRow("two");
    lose("one");

    rounds(1);
    assertThat(status.rootMatches()).isFalse();
    assertThat(isRevoked("one")).isTrue();
    rounds(2);

    assertRepairedByBuckets();
    assertThat(replica.heldVersion(License.subjectOf("one"))).isEqualTo(2);
  }

  @Test
  void anotherDocumentUnderTheSameVersion_theSignedOneTakesItsPlace() throws InterruptedException {
    damageRow("two");
    hold(customer("one", 2, false));
    assertThat(isRevoked("one")).isFalse();

    rounds(3);

    assertRepairedByBuckets();
    assertThat(isRevoked("one")).isTrue();
  }

  @Test
  void olderDocument_theSignedOneTakesItsPlace() throws InterruptedException {
    damageRow("two");
    hold(customer("one", 1, false));

    rounds(3);

    assertRepairedByBuckets();
    assertThat(isRevoked("one")).isTrue();
  }

  @Test
  void subjectThatIsInNoSignedSet_goesFromTheRoot() throws InterruptedException {
    damageRow("two");
    hold(customer("one", 2, true));
    hold(customer("stranger", 1, false));

    rounds(3);

    assertThat(status.rootMatches()).isTrue();
    assertThat(replica.heldVersion(License.subjectOf("stranger"))).isZero();
  }

  @Test
  void newerDocumentThanTheSignedOne_staysAndGoesOnBeingAnAlarm() throws InterruptedException {
    hold(customer("one", 3, true));

    rounds(5);

    assertThat(status.rootMatches()).isFalse();
    assertThat(status.count(FeedAlarm.VERSION_BACKWARDS)).isPositive();
    assertThat(isRevoked("one")).isTrue();
  }

  @Test
  void bucketHashesOfTheTableDamaged_allIsReadAgain() throws InterruptedException {
    world.asOwner("update feed_bucket set hash = sha256(hash) where bucket = ?", bucketOf("two"));
    lose("one");

    rounds(4);

    assertRepairedByBuckets();
  }

  // ---- failures that nobody foresaw

  /** Else one document could end the following of every edge that reads it. */
  @Test
  void round_endsWithAnError_isToldAndTheNextOneComes() throws InterruptedException {
    position = world.publisher().publish(customer("two", 2, true));
    awaitCheck();
    failure.set(new StackOverflowError("made by the test"));

    rounds(1);

    assertThat(status.count(FeedAlarm.PART_FAILED)).isOne();
    assertThat(status.state()).isEqualTo(FeedStatus.State.FAILING);
    rounds(1);
    assertThat(status.state()).isEqualTo(FeedStatus.State.FOLLOWING);
    assertThat(kept).as("told again").hasValue(position);
    assertThat(isRevoked("two")).isTrue();
  }

  /** What is left behind then is not known: the program ends, and starts anew from its disk. */
  @Test
  void round_endsForWantOfMemory_isNotGoneOnWith() throws InterruptedException {
    world.publisher().publish(customer("two", 2, true));
    awaitCheck();
    failure.set(new OutOfMemoryError("made by the test"));

    assertThatThrownBy(follower::round).isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void check_endsWithAnError_isToldAndTheNextOneComes() throws InterruptedException {
    awaitCheck();
    failure.set(new StackOverflowError("made by the test"));
    check.checkSet();
    await().until(() -> status.count(FeedAlarm.PART_FAILED) == 1);

    world.asOwner("update license_current set signature = sha256(signature) || sha256(signature)");
    check.checkSet();

    await().until(() -> status.count(FeedAlarm.SIGNATURE_REFUSED) == 3);
  }

  /** The check that follows the start has been through its one page. */
  private void awaitCheck() {
    await().until(() -> checkAskedTime.get() > 1);
  }

  @Test
  void publishedMeanwhile_goesOnFromTheCheckpointThatWasRead() throws InterruptedException {
    lose("one");
    rounds(1);
    assertThat(status.rootMatches()).isFalse();

    position = world.publisher().publish(customer("two", 2, true));
    rounds(1);

    assertRepairedByBuckets();
    assertThat(isRevoked("two")).isTrue();
    position = world.publisher().publish(customer("two", 3, false));
    rounds(1);
    assertRepairedByBuckets();
    assertThat(kept).hasValue(position);
  }
}
