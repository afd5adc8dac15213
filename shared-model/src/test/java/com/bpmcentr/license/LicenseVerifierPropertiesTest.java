package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class LicenseVerifierPropertiesTest {

  private static final TestSigner K1 = new TestSigner("k1");
  private static final TestSigner K2 = new TestSigner("k2");
  private static final LicenseVerifier VERIFIER =
      new LicenseVerifier(
          new Keyring(
              List.of(K1.trusted(KeyStatus.ACTIVE, null), K2.trusted(KeyStatus.ACTIVE, null))));

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void verify_signedDocumentThroughItsEnvelope_givesTheDocument(
      @ForAll("documents") Document document) throws MalformedException {
    SignedDocument signed = K1.sign(document);

    SignedDocument received = DsseEnvelope.decode(DsseEnvelope.encode(signed));

    assertThat(received).isEqualTo(signed).hasSameHashCodeAs(signed);
    Document verified =
        switch (VERIFIER.verify(received)) {
          case VerifiedSubject subject -> subject.document();
          case VerifiedCheckpoint checkpoint -> checkpoint.checkpoint();
          case CompromisedLicense license -> throw new AssertionError("not compromised");
          case Refusal refusal -> throw new AssertionError(refusal.toString());
        };
    assertThat(verified).isEqualTo(document);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void verify_oneByteOfThePayloadChanged_isRefused(
      @ForAll("documents") Document document,
      @ForAll @IntRange(max = 1_000_000) int place,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    SignedDocument signed = K1.sign(document);

    assertRefused(
        new SignedDocument(
            signed.payloadType(),
            changed(signed.payload(), place, change),
            signed.keyId(),
            signed.signature()));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void verify_oneByteOfTheSignatureChanged_isRefused(
      @ForAll @IntRange(max = 63) int place, @ForAll @IntRange(min = 1, max = 255) int change) {
    SignedDocument signed = K1.sign(GoldenDocuments.checkpoint());

    assertRefused(
        new SignedDocument(
            signed.payloadType(),
            signed.payload(),
            signed.keyId(),
            changed(signed.signature(), place, change)));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void verify_oneByteOfThePayloadTypeChanged_isRefused(
      @ForAll @IntRange(max = 100) int place, @ForAll @IntRange(min = 1, max = 255) int change) {
    SignedDocument signed = K1.sign(GoldenDocuments.checkpoint());
    byte[] type = changed(signed.payloadType().getBytes(ISO_8859_1), place, change);

    assertRefused(
        new SignedDocument(
            new String(type, ISO_8859_1), signed.payload(), signed.keyId(), signed.signature()));
  }

  /** The key's id is outside of what is signed, so naming another key must not help. */
  @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
  void verify_otherKeyOrTypeNamed_isRefused(@ForAll("documents") Document document) {
    SignedDocument signed = K1.sign(document);

    assertRefused(
        new SignedDocument(signed.payloadType(), signed.payload(), "k2", signed.signature()));
    for (PayloadType type : PayloadType.values()) {
      if (type != document.payloadType()) {
        assertRefused(
            new SignedDocument(type.mediaType(), signed.payload(), "k1", signed.signature()));
      }
    }
  }

  @Provide
  Arbitrary<Document> documents() {
    return AnyDocument.any();
  }

  private static void assertRefused(SignedDocument forged) {
    assertThat(VERIFIER.verify(forged))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.reason())
                    .isIn(Refusal.Reason.BAD_SIGNATURE, Refusal.Reason.UNKNOWN_PAYLOAD_TYPE));
  }

  private static byte[] changed(byte[] bytes, int place, int change) {
    bytes[place % bytes.length] ^= (byte) change;
    return bytes;
  }
}
