package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.FakeTime;
import com.bpmcentr.edge.TestFiles;
import com.bpmcentr.edge.TestSigner;
import com.bpmcentr.edge.replica.TrustedKeys.Change;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.LicenseVerifier;
import com.bpmcentr.license.MalformedException;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.VerifiedSubject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a change of the keyring's file means for what is held. */
class TrustedKeysIT {

  private static final TestSigner K1 = new TestSigner("k1");
  private static final TestSigner K2 = new TestSigner("k2");
  private static final String K1_ACTIVE = K1.keyringEntry("active");
  private static final String K2_ACTIVE = K2.keyringEntry("active");
  private static final SignedDocument OF_K2 =
      K2.sign(Documents.connector("rozetka", Category.STANDARD));

  @TempDir private Path folder;
  private TrustedKeys keys;

  @BeforeEach
  void trustTheFirst() throws IOException, MalformedException {
    Path file = TestFiles.keyring(folder, K1_ACTIVE);
    FeedStatus status = new FeedStatus(new FakeTime(Instant.EPOCH));
    keys = new TrustedKeys(KeyringFile.read(file), status);
  }

  @AfterEach
  void close() {
    keys.close();
  }

  @Test
  void reread_fileAsBefore_changesNothing() {
    assertThat(keys.reread()).isEqualTo(Change.NONE);
    assertThat(keys.verify(OF_K2)).isNotInstanceOf(VerifiedSubject.class);
  }

  @Test
  void reread_keyAdded_isTrustedAndNothingElseChanges() {
    TestFiles.keyring(folder, K1_ACTIVE, K2_ACTIVE);

    assertThat(keys.reread()).isEqualTo(Change.NONE);
    assertThat(keys.verify(OF_K2)).isInstanceOf(VerifiedSubject.class);
  }

  @Test
  void reread_keyCompromised_whatItSignedIsOut() {
    TestFiles.keyring(folder, K1.keyringEntry("compromised"), K2_ACTIVE);

    assertThat(keys.reread()).isEqualTo(new Change(true, Set.of("k1"), false));
    assertThat(keys.reread()).isEqualTo(Change.NONE);
  }

  /** What came under it before it was taken out may still be held. */
  @Test
  void reread_keyAddedAsCompromised_whatItSignedIsOut() {
    TestFiles.keyring(folder, K1_ACTIVE, K2.keyringEntry("compromised"));

    assertThat(keys.reread()).isEqualTo(new Change(true, Set.of("k2"), false));
  }

  @Test
  void reread_keyNotCompromisedAnyMore_isTrustedMore() {
    TestFiles.keyring(folder, K1.keyringEntry("compromised"), K2_ACTIVE);
    keys.reread();
    TestFiles.keyring(folder, K1_ACTIVE, K2_ACTIVE);

    assertThat(keys.reread().moreTrust()).isTrue();
  }

  @Test
  void reread_keyTakenOut_isTrustedLess() {
    TestFiles.keyring(folder, K2_ACTIVE);

    assertThat(keys.reread()).isEqualTo(new Change(true, Set.of(), false));
  }

  /** What counts is what was trusted last, not what was trusted at the start. */
  @Test
  void reread_addedKeyTakenOut_isTrustedLess() {
    TestFiles.keyring(folder, K1_ACTIVE, K2_ACTIVE);
    keys.reread();
    LicenseVerifier withBoth = keys.verifier();
    assertThat(keys.reread()).isEqualTo(Change.NONE);
    assertThat(keys.verifier()).as("a file is read once").isSameAs(withBoth);

    TestFiles.keyring(folder, K1_ACTIVE);

    assertThat(keys.reread()).isEqualTo(new Change(true, Set.of(), false));
    assertThat(keys.verify(OF_K2)).isNotInstanceOf(VerifiedSubject.class);
  }

  /** Another key under a known id is not that key with another status. */
  @Test
  void reread_otherKeyUnderTheSameId_isTrustedLess() {
    TestFiles.keyring(folder, TestSigner.pretending("k1").keyringEntry("active"));

    assertThat(keys.reread()).isEqualTo(new Change(true, Set.of(), false));
  }
}
