package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an edge reads of a stranger's making, under any bytes. As a plain test each goes over its
 * kept inputs; CONTRIBUTING.md says how to look for more.
 */
class DocumentsFuzzTest {

  private static final TestSigner SIGNER = new TestSigner("k1");
  private static final byte[] SIGNED = {'s', 'i', 'g', 'n', 'e', 'd'};

  /** Trusts what {@link #SIGNER} signs. */
  private static final LicenseVerifier VERIFIER =
      new LicenseVerifier(new Keyring(List.of(SIGNER.trusted(KeyStatus.ACTIVE, null))));

  /** Trusts, under the ids that the kept inputs name, keys that nobody has. */
  private static final LicenseVerifier TRUSTING_OTHERS =
      new LicenseVerifier(new Keyring(List.of(unheld("k1"), unheld("k2"))));

  private static TrustedKey unheld(String id) {
    TrustedKey other = new TestSigner("other-" + id).trusted(KeyStatus.ACTIVE, null);
    return new TrustedKey(id, other.publicKey(), other.status(), null);
  }

  @FuzzTest
  void license_anyPayload_usualReadingIsTheGeneralOne(byte[] payload) {
    License usual = UsualLicense.read(payload);
    if (usual != null) {
      assertThat(general(PayloadType.LICENSE, payload)).isEqualTo(usual);
    }
  }

  @FuzzTest
  void document_anyPayload_isReadOrMalformed(byte[] payload) {
    for (PayloadType type : PayloadType.values()) {
      Document document = general(type, payload);
      if (document != null) {
        assertThat(general(type, DocumentCodec.encode(document))).isEqualTo(document);
      }
    }
  }

  private static @Nullable Document general(PayloadType type, byte[] payload) {
    try {
      JsonFields fields = JsonFields.parse(payload);
      return DocumentCodec.format(fields) == DocumentCodec.FORMAT
          ? DocumentCodec.decode(type, fields)
          : null;
    } catch (MalformedException e) {
      return null;
    }
  }

  @FuzzTest
  void envelope_anyJson_isReadOrMalformed(byte[] json) {
    SignedDocument document;
    try {
      document = DsseEnvelope.decode(json);
    } catch (MalformedException e) {
      return;
    }
    try {
      assertThat(DsseEnvelope.decode(DsseEnvelope.encode(document))).isEqualTo(document);
    } catch (MalformedException e) {
      throw new AssertionError("what was read cannot be written", e);
    }
  }

  @FuzzTest
  void verify_anyPayloadThatATrustedKeySigned_provesWhatItSays(byte[] payload) {
    for (PayloadType type : PayloadType.values()) {
      Document said = general(type, payload);
      Document proven =
          switch (VERIFIER.verify(SIGNER.sign(type, payload))) {
            case VerifiedSubject subject -> subject.document();
            case VerifiedCheckpoint checkpoint -> checkpoint.checkpoint();
            case CompromisedLicense license -> throw new AssertionError("not compromised");
            case Refusal refusal -> null;
          };
      assertThat(proven).isEqualTo(said);
    }
  }

  @FuzzTest
  void verify_anyEnvelopeThatNoTrustedKeySigned_isRefused(byte[] json) {
    try {
      assertThat(TRUSTING_OTHERS.verify(DsseEnvelope.decode(json))).isInstanceOf(Refusal.class);
    } catch (MalformedException e) {
      // as good
    }
  }

  /** There is one signature of one key over one message; another form of it is none. */
  @FuzzTest
  void signature_anyBytes_holdsOnlyAsItWasMade(byte[] signature) {
    String type = PayloadType.LICENSE.mediaType();
    SignedDocument document = new SignedDocument(type, SIGNED, "k1", signature);
    boolean refusedForIt =
        VERIFIER.verify(document) instanceof Refusal refusal
            && refusal.reason() == Refusal.Reason.BAD_SIGNATURE;
    assertThat(refusedForIt).isEqualTo(!Arrays.equals(signature, SIGNER.signature(type, SIGNED)));
  }

  @FuzzTest
  void feedPosition_anyText_isReadAsItIsWritten(byte[] text) {
    String position = new String(text, ISO_8859_1);
    FeedPosition.parse(position)
        .ifPresent(read -> assertThat(FeedPosition.parse(read.toString())).contains(read));
  }
}
