package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.TestFiles;
import com.bpmcentr.edge.TestSigner;
import com.bpmcentr.edge.binding.ClaimBook;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.CompromisedLicense;
import com.bpmcentr.license.FeedPosition;
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
import java.util.List;
import org.junit.jupiter.api.Test;

class LicenseReplicaTest {

  private static final TestSigner SIGNER = new TestSigner("k1");
  private static final TestSigner STOLEN = new TestSigner("k0");
  private static final LicenseVerifier VERIFIER = verifier();

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
    replica.apply((VerifiedSubject) VERIFIER.verify(SIGNER.sign(document)));
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

    assertThat(replica.licenseOfKey(digest("a"))).isEqualTo(license);
    assertThat(replica.licenseOfKey(digest("b"))).isEqualTo(license);
    assertThat(replica.licenseOfKey(digest("c"))).isNull();
    assertThat(replica.heldVersion("customer:c1")).isEqualTo(1);
  }

  @Test
  void apply_newerVersionWithOtherKeys_replacesAll() {
    apply(license(1, "a", "b"));

    License newer = license(2, "b", "c");

    apply(newer);

    assertThat(replica.licenseOfKey(digest("a"))).isNull();
    assertThat(replica.licenseOfKey(digest("b"))).isEqualTo(newer);
    assertThat(replica.licenseOfKey(digest("c"))).isEqualTo(newer);
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

    assertThat(replica.licenseOfKey(digest("a"))).isEqualTo(other);
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

    assertThat(replica.licenseOfKey(digest("a"))).isEqualTo(reissued);
  }

  @Test
  void ready_onlyOnceProven() {
    assertThat(replica.ready()).isFalse();

    replica.proven(new FeedPosition(1, 1));

    assertThat(replica.ready()).isTrue();
  }
}
