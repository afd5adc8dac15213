package com.bpmcentr.edge.replica;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.FakeTime;
import com.bpmcentr.edge.TestFiles;
import com.bpmcentr.edge.TestPublisher;
import com.bpmcentr.edge.TestSigner;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.edge.binding.ClaimBook;
import com.bpmcentr.edge.database.DatabaseUrl;
import com.bpmcentr.edge.journal.ChangeLog;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.HeldGrant;
import com.bpmcentr.license.HeldLicense;
import com.bpmcentr.license.Keyring;
import com.bpmcentr.license.License;
import com.bpmcentr.license.LicenseVerifier;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.VerifiedSubject;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
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
    replica.forgetWhatDiffers(bucketOf(name), new SetTree(), true);
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

  private boolean isKnown(String name) {
    return replica.licenseOfKey(TestFiles.PEPPERS.digest("bpm_prod_" + name).digest()) != null;
  }

  private boolean isRevoked(String name) {
    HeldLicense held = replica.licenseOfKey(TestFiles.PEPPERS.digest("bpm_prod_" + name).digest());
    assertThat(held).as("serves").isNotNull();
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
    rounds(2);

    assertRepairedByBuckets();
    assertThat(replica.heldVersion(License.subjectOf("one"))).isEqualTo(2);
  }

  /** Else who writes the rows could have an edge hold as much as there is at once. */
  @Test
  void bucketLargerThanAnyCanBe_isNotHeldAtOnce() throws InterruptedException {
    IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> "large" + i)
        .filter(name -> bucketOf(name) == bucketOf("one"))
        .limit(40)
        .forEach(
            name ->
                world.asOwner(
                    "insert into license_current select ?, kind, 1, payload_type, key_id,"
                        + " convert_to(repeat('a', 1024 * 1024), 'UTF8'), signature, payload_hash,"
                        + " epoch, seq from license_current where subject = 'customer:one'",
                    License.subjectOf(name)));
    lose("one");
    long read = status.setReadings();

    rounds(2);
    assertThat(status.setReadings()).as("by buckets first").isEqualTo(read);
    rounds(2);

    assertThat(status.setReadings()).as("then row by row").isGreaterThan(read);
    assertThat(isRevoked("one")).isTrue();
    assertThat(replica.position()).isEqualTo(position);
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
  void subjectThatIsInNoSignedSet_isNotKnownAnyMore() throws InterruptedException {
    damageRow("two");
    hold(customer("one", 2, true));
    hold(customer("stranger", 1, false));
    assertThat(
            replica.apply(
                (VerifiedSubject)
                    verifier.verify(
                        world.signer().sign(Documents.connector("stray", Category.FREE)))))
        .isTrue();

    rounds(3);

    assertRepairedByBuckets();
    assertThat(isKnown("stranger")).isFalse();
    assertThat(replica.connector("stray")).isNull();
  }

  /** More than are read bucket by bucket. */
  @Test
  void manySubjectsThatAreInNoSignedSet_areNotKnownAnyMore() throws InterruptedException {
    for (int i = 0; i < 700; i++) {
      hold(customer("stranger" + i, 1, false));
    }

    rounds(4);

    assertThat(status.rootMatches()).isTrue();
    assertThat(replica.position()).isEqualTo(position);
    assertThat(replica.size()).isEqualTo(3);
    assertThat(isKnown("stranger0")).isFalse();
    assertThat(isKnown("two")).isTrue();
  }

  @Test
  void subjectNotInTheSetOfANewEpoch_isNotKnownAnyMore() throws InterruptedException {
    world.asOwner("delete from license_current where subject = ?", License.subjectOf("two"));
    position = world.publisher().beginEpoch();

    rounds(2);

    assertThat(replica.position()).isEqualTo(position);
    assertThat(isKnown("two")).isFalse();
    assertThat(isRevoked("one")).isTrue();
    assertThat(status.count(FeedAlarm.ROOT_DIFFERS)).isOne();
  }

  /** By a thief of the key, which is taken from the keyring then. */
  @Test
  void entryBeyondTheHeadThatWasTakenBack_isNotKnownAnyMore() throws InterruptedException {
    License evil = customer("evil", 1, false);
    world.publisher().forge(false, evil.subject(), 1, world.signer().sign(evil));
    rounds(1);
    assertThat(isKnown("evil")).as("applied, unproven").isTrue();
    world.asOwner("delete from feed_entry where subject = ?", evil.subject());

    position = world.publisher().publish(customer("two", 2, false));
    rounds(3);

    assertThat(replica.position()).isEqualTo(position);
    assertThat(status.rootMatches()).isTrue();
    assertThat(isKnown("evil")).isFalse();
  }

  /** A revoked customer comes back under a version far above the console's own. */
  @Test
  void documentOfAStolenKeyFarAbove_oncePassedOver_theReissuedOneDecides() throws Exception {
    TestSigner next = new TestSigner("k2");
    world.writeKeyring(keyring(world.signer().keyringEntry("active"), next));
    License back = customer("one", 1_000, false);
    world.publisher().forge(false, back.subject(), 1_000, world.signer().sign(back));
    rounds(1);
    assertThat(isRevoked("one")).as("the thief's").isFalse();
    world.asOwner("delete from feed_entry where version = 1000");

    world.writeKeyring(keyring(world.signer().keyringEntry("compromised"), next));
    position =
        new TestPublisher(world.database().dataSource(DatabaseRole.CONSOLE), next)
            .publish(
                Documents.connector(
                    "rozetka", 2, ConnectorState.PUBLISHED, Category.STANDARD, List.of()),
                customer("one", 3, true),
                customer("two", 2, false));
    rounds(4);

    assertThat(isRevoked("one")).isTrue();
    assertThat(replica.position()).isEqualTo(position);
    assertThat(status.rootMatches()).isTrue();
  }

  /** How far they had come barred the taking away until the console came as far. */
  @Test
  void entriesFarBeyondTheHeadOfAStolenKey_onceItIsMarked_holdNoRepairBack() throws Exception {
    TestSigner next = new TestSigner("k2");
    String both = keyring(world.signer().keyringEntry("active"), next);
    world.writeKeyring(both);
    List<String> shown = List.of("feed_head", "feed_checkpoint", "feed_bucket", "license_current");
    for (String table : shown) {
      world.asOwner("create table saved_" + table + " as table " + table);
    }
    for (int i = 0; i < 5; i++) {
      world.publisher().publish(customer("evil" + i, 1, false));
    }
    for (String table : shown) {
      world.asOwner("delete from " + table);
      world.asOwner("insert into " + table + " table saved_" + table);
    }
    rounds(1);
    assertThat(isKnown("evil4")).as("applied, unproven").isTrue();
    assertThat(replica.position()).isEqualTo(position);
    world.asOwner("delete from feed_entry where seq > ?", position.seq());
    LicenseVerifier trusting = new LicenseVerifier(Keyring.parse(both.getBytes(UTF_8)));
    License stranger = customer("stranger", 1, false);
    assertThat(replica.apply((VerifiedSubject) trusting.verify(next.sign(stranger)))).isTrue();

    world.writeKeyring(keyring(world.signer().keyringEntry("compromised"), next));
    position =
        new TestPublisher(world.database().dataSource(DatabaseRole.CONSOLE), next)
            .publish(
                Documents.connector(
                    "rozetka", 2, ConnectorState.PUBLISHED, Category.STANDARD, List.of()),
                customer("one", 3, true),
                customer("two", 2, false));
    rounds(4);

    assertThat(isKnown("evil4")).isFalse();
    assertThat(isKnown("stranger")).isFalse();
    assertThat(isRevoked("one")).isTrue();
    assertThat(replica.position()).isEqualTo(position);
    assertThat(status.rootMatches()).isTrue();
  }

  /** Applied, it would have the whole set read with each look: the next checkpoint is before it. */
  @Test
  void entryBeyondTheHeadOfACompromisedKey_isRefusedAndNothingIsReadForIt() throws Exception {
    TestSigner next = new TestSigner("k2");
    world.writeKeyring(keyring(world.signer().keyringEntry("compromised"), next));
    TestPublisher publisher =
        new TestPublisher(world.database().dataSource(DatabaseRole.CONSOLE), next);
    position =
        publisher.publish(
            Documents.connector(
                "rozetka", 2, ConnectorState.PUBLISHED, Category.STANDARD, List.of()),
            customer("one", 3, true),
            customer("two", 2, false));
    rounds(4);
    assertThat(replica.position()).isEqualTo(position);
    long read = status.setReadings();

    License evil = customer("evil", 1, false);
    publisher.forge(false, evil.subject(), 1, world.signer().sign(evil));
    rounds(5);

    assertThat(status.count(FeedAlarm.DOCUMENT_REFUSED)).isPositive();
    assertThat(status.setReadings()).isEqualTo(read);
    assertThat(status.rootMatches()).isTrue();
  }

  private static String keyring(String first, TestSigner second) {
    return "{\"keys\":[" + first + "," + second.keyringEntry("active") + "]}";
  }

  /** Whoever writes the tables may not take a customer away by that. */
  @Test
  void rowsGoneThatTheRootCovers_nobodyIsTakenAway() throws InterruptedException {
    hold(customer("stranger", 1, false));
    // its bucket differs, so that its rows are read
    hold(customer("two", 1, true));
    world.asOwner("delete from license_current where subject = ?", License.subjectOf("two"));
    rounds(3);
    world.asOwner(
        "update feed_bucket set hash = ? where bucket = ?",
        new SetTree().bucketHash(0).toByteArray(),
        bucketOf("two"));

    rounds(40);

    assertThat(isKnown("two")).isTrue();
    assertThat(isRevoked("one")).isTrue();
    assertThat(status.rootMatches()).isFalse();
  }

  /** Whoever holds the checkpoint back shows a set in which a newer subject is missing. */
  @Test
  void setOlderThanWhatWasApplied_theNewerRevocationStays() throws InterruptedException {
    SignedDocument first = world.signer().sign(customer("three", 1, false));
    License revoked = customer("three", 2, true);
    world.publisher().forge(false, revoked.subject(), 2, world.signer().sign(revoked));
    rounds(1);
    assertThat(isRevoked("three")).isTrue();
    rounds(5);
    world.asOwner("delete from feed_entry where subject = ?", revoked.subject());
    world.publisher().forge(false, revoked.subject(), 1, first);

    rounds(5);

    assertThat(isRevoked("three")).isTrue();
    assertThat(status.count(FeedAlarm.POSITION_BACKWARDS)).isPositive();
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
