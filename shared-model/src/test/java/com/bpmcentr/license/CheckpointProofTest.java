package com.bpmcentr.license;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointProofTest {

  private static final TestSigner CONSOLE = new TestSigner("k1");
  private static final TestSigner STRANGER = new TestSigner("k9");
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final FeedPosition START = new FeedPosition(1, 7);
  private static final Hash START_CHAIN = Hash.sha256(new byte[] {7});

  private final License license = GoldenDocuments.license();
  private final SignedDocument published = CONSOLE.sign(license);
  private final LicenseVerifier verifier = new LicenseVerifier(keyring(key(KeyStatus.ACTIVE)));

  private static TrustedKey key(KeyStatus status) {
    return CONSOLE.trusted(status, null);
  }

  private static Keyring keyring(TrustedKey... keys) {
    return new Keyring(List.of(keys));
  }

  /** The payload as published, its signature another's. */
  private SignedDocument unsigned() {
    return new SignedDocument(
        published.payloadType(), published.payload(), "k1", STRANGER.sign(license).signature());
  }

  private VerifiedCheckpoint checkpoint(FeedPosition position, Hash chain, Hash root) {
    Checkpoint checkpoint =
        new Checkpoint(position, chain, root, Hash.ZERO, NOW, NOW.plus(Duration.ofDays(30)));
    return (VerifiedCheckpoint) verifier.verify(CONSOLE.sign(checkpoint));
  }

  private SetTree set() {
    SetTree set = new SetTree();
    set.put(license.subject(), license.version(), published.payloadHash());
    return set;
  }

  private CheckpointProof proof() {
    return CheckpointProof.ofSet(checkpoint(START, START_CHAIN, set().root()), set()).orElseThrow();
  }

  private Verification verify(SignedDocument signed) {
    return verifier.verify(signed, license.subject(), license.version(), proof());
  }

  private static void assertRefused(Verification verification, Refusal.Reason reason) {
    assertThat(verification)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  @Test
  void verify_payloadUnderTheRoot_readWithoutItsSignature() {
    assertThat(verify(unsigned()))
        .isInstanceOfSatisfying(
            VerifiedLicense.class, verified -> assertThat(verified.document()).isEqualTo(license));
  }

  @Test
  void verify_sameBytesOfAnotherSubjectOrVersion_signatureDecides() {
    long version = license.version();
    assertRefused(
        verifier.verify(unsigned(), "customer:other", version, proof()),
        Refusal.Reason.BAD_SIGNATURE);
    assertRefused(
        verifier.verify(unsigned(), license.subject(), version + 1, proof()),
        Refusal.Reason.BAD_SIGNATURE);
  }

  @Test
  void verify_otherPayload_signatureDecides() {
    byte[] payload = published.payload();
    payload[payload.length - 2] ^= 1;
    assertRefused(
        verify(new SignedDocument(published.payloadType(), payload, "k1", published.signature())),
        Refusal.Reason.BAD_SIGNATURE);
  }

  @Test
  void verify_unknownKey_refused() {
    assertRefused(
        verify(
            new SignedDocument(
                published.payloadType(), published.payload(), "k2", published.signature())),
        Refusal.Reason.UNKNOWN_KEY);
  }

  @Test
  void verify_someKeyIsCompromised_signatureDecides() {
    TrustedKey stolen = STRANGER.trusted(KeyStatus.COMPROMISED, null);
    LicenseVerifier afterTheTheft = new LicenseVerifier(keyring(key(KeyStatus.ACTIVE), stolen));

    assertRefused(
        afterTheTheft.verify(unsigned(), license.subject(), license.version(), proof()),
        Refusal.Reason.BAD_SIGNATURE);
    assertThat(afterTheTheft.verify(published, license.subject(), license.version(), proof()))
        .isInstanceOf(VerifiedLicense.class);
  }

  @Test
  void verify_issuedAfterTheKeyRetired_refused() {
    TrustedKey retired = CONSOLE.trusted(KeyStatus.RETIRED, license.issuedAt());

    assertRefused(
        new LicenseVerifier(keyring(retired))
            .verify(unsigned(), license.subject(), license.version(), proof()),
        Refusal.Reason.RETIRED_KEY);
  }

  @Test
  void ofSet_otherRoot_noProof() {
    VerifiedCheckpoint checkpoint = checkpoint(START, START_CHAIN, set().root());
    SetTree more = set();
    more.put("customer:more", 1, Hash.ZERO);

    assertThat(CheckpointProof.ofSet(checkpoint, more)).isEmpty();
    assertThat(CheckpointProof.ofSet(checkpoint, new SetTree())).isEmpty();
  }

  @Test
  void ofSet_setChangedAfterwards_proofStays() {
    SetTree set = set();
    CheckpointProof proof =
        CheckpointProof.ofSet(checkpoint(START, START_CHAIN, set.root()), set).orElseThrow();
    set.put(license.subject(), license.version(), Hash.ZERO);

    assertThat(proof.covers(license.subject(), license.version(), published)).isTrue();
  }

  private FeedEntry entry(FeedPosition position, Hash previous, SignedDocument document) {
    Hash chain =
        FeedChain.next(
            previous, position, false, license.subject(), license.version(), document, NOW);
    return new FeedEntry(
        position, false, license.subject(), license.version(), document, NOW, chain);
  }

  @Test
  void ofEntries_leadToTheCheckpoint_covered() {
    FeedEntry first = entry(START.next(), START_CHAIN, CONSOLE.sign(GoldenDocuments.connector()));
    FeedEntry second = entry(first.position().next(), first.chain(), unsigned());
    VerifiedCheckpoint checkpoint = checkpoint(second.position(), second.chain(), Hash.ZERO);

    CheckpointProof proof =
        CheckpointProof.ofEntries(checkpoint, START, START_CHAIN, List.of(first, second))
            .orElseThrow();

    assertThat(verifier.verify(unsigned(), license.subject(), license.version(), proof))
        .isInstanceOf(VerifiedLicense.class);
  }

  @Test
  void ofEntries_shortOrGappedOrForged_noProof() {
    FeedEntry first = entry(START.next(), START_CHAIN, CONSOLE.sign(GoldenDocuments.connector()));
    FeedEntry second = entry(first.position().next(), first.chain(), published);
    FeedEntry forged = entry(first.position().next(), first.chain(), unsigned());
    VerifiedCheckpoint checkpoint = checkpoint(second.position(), second.chain(), Hash.ZERO);

    for (List<FeedEntry> entries :
        List.of(
            List.<FeedEntry>of(),
            List.of(first),
            List.of(second),
            List.of(second, first),
            List.of(first, forged),
            List.of(first, second, entry(second.position().next(), second.chain(), published)))) {
      assertThat(CheckpointProof.ofEntries(checkpoint, START, START_CHAIN, entries)).isEmpty();
    }
    assertThat(CheckpointProof.ofEntries(checkpoint, START, Hash.ZERO, List.of(first, second)))
        .isEmpty();
  }
}
