package com.bpmcentr.console.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.DocumentCodec;
import com.bpmcentr.license.KeyStatus;
import com.bpmcentr.license.Keyring;
import com.bpmcentr.license.License;
import com.bpmcentr.license.LicenseVerifier;
import com.bpmcentr.license.PayloadType;
import com.bpmcentr.license.PreAuthenticationEncoding;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.SubjectDocument;
import com.bpmcentr.license.TrustedKey;
import com.bpmcentr.license.journal.JournalRecord;
import com.bpmcentr.license.signature.Ed25519PublicKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Copies of edges' folders may come from anywhere: what counts in them is signed. */
class EvidenceTest {

  private static final String SUBJECT = License.subjectOf("a");
  private static final int PUBLIC_KEY_BYTES = 32;

  private final KeyPair trusted = newKeyPair();
  private final KeyPair stolen = newKeyPair();
  private final KeyPair strange = newKeyPair();
  private final SetTree known = new SetTree();
  private final Evidence evidence =
      new Evidence(
          new LicenseVerifier(
              new Keyring(
                  List.of(
                      key("k1", trusted, KeyStatus.ACTIVE),
                      key("k0", stolen, KeyStatus.COMPROMISED)))),
          known);

  @Test
  void take_documentsOfATrustedKey_countOldestFirst() {
    take(license(3), "k1", trusted);
    take(license(2), "k1", trusted);

    assertThat(versions()).containsExactly(2L, 3L);
    assertThat(evidence.refused()).isZero();
  }

  @Test
  void take_documentsThatNoTrustedKeySigned_areRefused() {
    take(license(2), "k1", strange);
    take(license(3), "k0", stolen);
    take(license(4), "k9", strange);

    assertThat(evidence.bySubject()).isEmpty();
    assertThat(evidence.refused()).isEqualTo(3);
  }

  /** Who wrote the file can write any label beside a document that was signed once. */
  @Test
  void take_documentUnderAnotherSubjectAndVersion_countsAsWhatItSays() {
    SignedDocument document = sign(license(2), "k1", trusted);
    evidence.take(
        new JournalRecord.Row(new CurrentDocument(License.subjectOf("b"), false, 9, document)));

    assertThat(evidence.bySubject()).containsOnlyKeys(SUBJECT);
    assertThat(versions()).containsExactly(2L);
  }

  @Test
  void take_documentThatTheDatabaseHas_isPassedOver() {
    SignedDocument document = sign(license(2), "k1", trusted);
    known.put(SUBJECT, 2, document.payloadHash());
    evidence.take(SUBJECT, 2, document);

    assertThat(evidence.bySubject()).isEmpty();
  }

  private List<Long> versions() {
    return evidence.bySubject().get(SUBJECT).stream().map(SubjectDocument::version).toList();
  }

  private void take(License license, String keyId, KeyPair signedBy) {
    evidence.take(
        new JournalRecord.Row(
            new CurrentDocument(
                SUBJECT, false, license.version(), sign(license, keyId, signedBy))));
  }

  private static License license(long version) {
    return new License(
        "a",
        "a",
        version,
        Instant.parse("2026-11-01T00:00:00Z"),
        false,
        false,
        List.of(),
        List.of());
  }

  private static SignedDocument sign(License license, String keyId, KeyPair by) {
    String payloadType = PayloadType.LICENSE.mediaType();
    byte[] payload = DocumentCodec.encode(license);
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(by.getPrivate());
      signer.update(PreAuthenticationEncoding.of(payloadType, payload));
      return new SignedDocument(payloadType, payload, keyId, signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TrustedKey key(String id, KeyPair pair, KeyStatus status) {
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] last = Arrays.copyOfRange(encoded, encoded.length - PUBLIC_KEY_BYTES, encoded.length);
    return new TrustedKey(id, new Ed25519PublicKey(last), status, null);
  }

  private static KeyPair newKeyPair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
