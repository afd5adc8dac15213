package com.bpmcentr.edge.replica;

import static com.bpmcentr.edge.replica.SameLicense.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.TestFiles;
import com.bpmcentr.edge.TestSigner;
import com.bpmcentr.edge.binding.ClaimBook;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.CompromisedLicense;
import com.bpmcentr.license.ConnectorSecretRef;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.HeldLicense;
import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.Keyring;
import com.bpmcentr.license.License;
import com.bpmcentr.license.LicenseVerifier;
import com.bpmcentr.license.MalformedException;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.SubjectDocument;
import com.bpmcentr.license.VerifiedSubject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LicenseReplicaTest {

  private static final TestSigner SIGNER = new TestSigner("k1");
  private static final TestSigner STOLEN = new TestSigner("k0");
  private static final LicenseVerifier VERIFIER = verifier();

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private final LicenseReplica replica = new LicenseReplica(new ClaimBook(() -> 0));

  private static LicenseVerifier verifier() {
    String keyring =
        "{\"keys\":[%s,%s]}"
            .formatted(SIGNER.keyringEntry("active"), STOLEN.keyringEntry("compromised"));
    try {
      return new LicenseVerifier(Keyring.parse(keyring.getBytes(StandardCharsets.UTF_8)));
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void apply(SubjectDocument document) {
    assertThat(applies(document)).isTrue();
  }

  private boolean applies(SubjectDocument document) {
    return replica.apply((VerifiedSubject) VERIFIER.verify(SIGNER.sign(document)));
  }

  private static KeyDigest digest(String key) {
    return TestFiles.PEPPERS.digest(key).digest();
  }

  private static License license(long version, String... keys) {
    return Documents.license(
        "c1",
        version,
        java.util.Arrays.stream(keys).map(key -> Documents.key("id-" + key, key)).toList(),
        List.of(Documents.grant("s1", "rozetka", "1")));
  }

  @Test
  void licenseOfKey_applied_isTheLicense() {
    License license = license(1, "a", "b");

    apply(license);

    assertSame(replica.licenseOfKey(digest("a")), license);
    assertSame(replica.licenseOfKey(digest("b")), license);
    assertThat(replica.licenseOfKey(digest("c"))).isNull();
    assertThat(replica.heldVersion("customer:c1")).isEqualTo(1);
  }

  @Test
  void withdraw_keyThatSignedIt_decidesNothingUntilIssuedAgain() {
    apply(license(2, "a"));
    apply(Documents.connector("rozetka", Category.FREE));
    Hash root = replica.root();

    assertThat(replica.withdraw(Set.of("k9"))).isZero();
    assertThat(replica.licenseOfKey(digest("a")).compromised()).isFalse();
    assertThat(replica.withdraw(Set.of("k1"))).isEqualTo(2);

    assertThat(replica.licenseOfKey(digest("a")).compromised()).isTrue();
    assertThat(replica.connector("rozetka")).isNull();
    assertThat(replica.isCompromised("rozetka")).isTrue();
    assertThat(replica.isCompromised("prom")).isFalse();
    assertThat(replica.root()).as("it is held, as the publisher holds it").isEqualTo(root);
    assertThat(replica.heldVersion("customer:c1")).as("bars nothing").isZero();
    apply(license(1, "a"));
    apply(Documents.connector("rozetka", Category.STANDARD));
    assertThat(replica.licenseOfKey(digest("a")).compromised()).isFalse();
    assertThat(replica.connector("rozetka").category()).isEqualTo(Category.STANDARD);
    assertThat(replica.size()).isEqualTo(2);
  }

  @Test
  void apply_newerVersionWithOtherKeys_replacesAll() {
    apply(license(1, "a", "b"));

    License newer = license(2, "b", "c");

    apply(newer);

    assertThat(replica.licenseOfKey(digest("a"))).isNull();
    assertSame(replica.licenseOfKey(digest("b")), newer);
    assertSame(replica.licenseOfKey(digest("c")), newer);
  }

  @Test
  void apply_olderOrSameVersion_changesNothing() {
    License held = license(3, "c");
    apply(held);

    assertThat(applies(license(2, "a"))).isFalse();
    assertThat(applies(license(3, "a"))).isFalse();

    assertSame(replica.licenseOfKey(digest("c")), held);
    assertThat(replica.licenseOfKey(digest("a"))).isNull();
  }

  @Test
  void apply_removed_leavesNothingButItsVersionInTheRoot() {
    License license = license(1, "a");
    License removal = Documents.removed(license);
    SetTree expected = new SetTree();
    expected.put("customer:c1", 2, SIGNER.sign(removal).payloadHash());
    apply(license);

    apply(removal);

    assertThat(replica.licenseOfKey(digest("a"))).isNull();
    assertThat(replica.size()).isZero();
    assertThat(replica.heldVersion("customer:c1")).isEqualTo(2);
    assertThat(replica.root()).isEqualTo(expected.root());
  }

  @Test
  void apply_keyMovedToAnotherCustomer_oldOnesLaterRemovalLeavesIt() {
    apply(license(1, "a"));
    License other = Documents.license("c2", 1, List.of(Documents.key("id-x", "a")), List.of());
    apply(other);

    apply(license(2));

    assertSame(replica.licenseOfKey(digest("a")), other);
  }

  @Test
  void root_whateverTheOrder_isThatOfTheSameTree() {
    SubjectDocument connector = Documents.connector("rozetka", Category.STANDARD);
    License license = license(3, "a");
    SetTree expected = new SetTree();
    expected.put("connector:rozetka", 1, SIGNER.sign(connector).payloadHash());
    expected.put("customer:c1", 3, SIGNER.sign(license).payloadHash());

    apply(license(1, "a"));
    apply(connector);
    apply(license);

    assertThat(replica.root()).isEqualTo(expected.root());
    assertThat(replica.connector("rozetka")).isEqualTo(connector);
  }

  @Test
  void applyCompromised_itsKeysCannotBeDecidedAndItSetsNoMark() {
    SignedDocument signed = STOLEN.sign(license(7, "a"));

    replica.applyCompromised((CompromisedLicense) VERIFIER.verify(signed), 7, signed.payloadHash());

    assertThat(replica.licenseOfKey(digest("a")).compromised()).isTrue();
    assertThat(replica.heldVersion("customer:c1")).isZero();

    License reissued = license(2, "a");
    apply(reissued);

    assertSame(replica.licenseOfKey(digest("a")), reissued);
  }

  /**
   * All keys of a customer change at once: who was answered from a license is never answered from
   * an older one afterwards, whichever key he uses, and a key that stays is never missed.
   */
  @Test
  void licenseOfKey_whileLicensesAreApplied_neverMissesAndNeverGoesBack() throws Exception {
    List<VerifiedSubject> versions = new ArrayList<>();
    for (int version = 1; version <= 1_000; version++) {
      License next = license(version, "a", "b", "only-in-" + version, "in-two-" + version / 2);
      License timed = issuedAt(next, START.plusSeconds(version));
      versions.add((VerifiedSubject) VERIFIER.verify(SIGNER.sign(timed)));
    }
    replica.apply(versions.getFirst());
    AtomicBoolean done = new AtomicBoolean();
    FutureTask<Boolean> reader = new FutureTask<>(() -> neverBack(done));
    Thread.ofPlatform().start(reader);

    versions.stream().skip(1).forEach(replica::apply);
    done.set(true);

    assertThat(reader.get()).isTrue();
    assertSame(replica.licenseOfKey(digest("a")), (License) versions.getLast().document());
    assertThat(replica.licenseOfKey(digest("only-in-999"))).isNull();
  }

  private boolean neverBack(AtomicBoolean done) {
    KeyDigest[] keys = {digest("a"), digest("b")};
    long newest = 0;
    for (int i = 0; !done.get(); i++) {
      HeldLicense held = replica.licenseOfKey(keys[i % 2]);
      if (held == null || held.key(keys[i % 2]) == null || held.issuedAtMillis() < newest) {
        return false;
      }
      newest = held.issuedAtMillis();
    }
    return true;
  }

  private static License issuedAt(License license, Instant issuedAt) {
    return new License(
        license.licenseId(),
        license.customerId(),
        license.version(),
        issuedAt,
        false,
        false,
        license.keys(),
        license.grants());
  }

  @Test
  void apply_manyCustomers_allAreFound() {
    for (int i = 0; i < 3_000; i++) {
      apply(Documents.license("c" + i, 1, List.of(Documents.key("k", "key " + i)), List.of()));
    }

    for (int i = 0; i < 3_000; i++) {
      assertThat(replica.licenseOfKey(digest("key " + i)).customerId()).isEqualTo("c" + i);
    }
    assertThat(replica.size()).isEqualTo(3_000);
  }

  @Test
  void apply_afterACompromisedLicense_leavesNothingOfItsKeys() {
    SignedDocument signed = STOLEN.sign(license(7, "a", "b"));
    replica.applyCompromised((CompromisedLicense) VERIFIER.verify(signed), 7, signed.payloadHash());

    apply(license(1, "b"));

    assertThat(replica.licenseOfKey(digest("a"))).isNull();
    assertThat(replica.licenseOfKey(digest("b")).compromised()).isFalse();
  }

  @Test
  void lacksPepper_keyUnderOneThatIsNotHere_isSoAndAnAlarm() {
    FeedStatus status = new FeedStatus(() -> START);
    LicenseReplica elsewhere = lacking(status);

    elsewhere.apply((VerifiedSubject) VERIFIER.verify(SIGNER.sign(license(1, "a"))));

    assertThat(elsewhere.lacksPepper()).isTrue();
    assertThat(status.count(FeedAlarm.PEPPER_MISSING)).isOne();
  }

  @Test
  void lacksPepper_connectorsSecretUnderOneThatIsNotHere_isSoAndAnAlarm() {
    FeedStatus status = new FeedStatus(() -> START);
    LicenseReplica elsewhere = lacking(status);
    ConnectorSecretRef secret = new ConnectorSecretRef(digest("secret"), "p1", null);

    elsewhere.apply(
        (VerifiedSubject)
            VERIFIER.verify(
                SIGNER.sign(
                    Documents.connector(
                        "rozetka",
                        1,
                        ConnectorState.PUBLISHED,
                        Category.STANDARD,
                        List.of(secret)))));

    assertThat(elsewhere.lacksPepper()).isTrue();
    assertThat(status.count(FeedAlarm.PEPPER_MISSING)).isOne();
  }

  /** A pepper is taken out when the keys under it have ended. */
  @Test
  void lacksPepper_keysThatHaveEnded_needNone() {
    FeedStatus status = new FeedStatus(() -> START);
    LicenseReplica elsewhere = lacking(status);

    elsewhere.apply(
        (VerifiedSubject)
            VERIFIER.verify(
                SIGNER.sign(
                    Documents.license(
                        "c1",
                        1,
                        List.of(
                            Documents.key("ended", "a", START, null),
                            Documents.key("revoked", "b", null, START.plusSeconds(1))),
                        List.of()))));

    assertThat(elsewhere.lacksPepper()).isFalse();
    assertThat(status.count(FeedAlarm.PEPPER_MISSING)).isZero();
  }

  /** Of an edge whose file has another pepper than that of these tests. */
  private static LicenseReplica lacking(FeedStatus status) {
    return new LicenseReplica(
        new ClaimBook(() -> 0), new MissingPeppers(List.of("p2"), () -> START, status));
  }

  @Test
  void ready_onlyOnceProven() {
    assertThat(replica.ready()).isFalse();

    replica.proven(new FeedPosition(1, 1));

    assertThat(replica.ready()).isTrue();
  }
}
