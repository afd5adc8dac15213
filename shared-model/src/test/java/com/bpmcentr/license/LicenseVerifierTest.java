package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LicenseVerifierTest {

  private static final TestSigner K1 = new TestSigner("k1");

  private static LicenseVerifier verifier;

  @BeforeAll
  static void readKeyring() throws IOException, MalformedException {
    verifier = new LicenseVerifier(Keyring.parse(GoldenFiles.read("keyring.json")));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void verify_goldenEnvelope_hasItsOutcome(JsonNode expected) throws Exception {
    byte[] json = GoldenFiles.read("envelopes/" + expected.get("envelope").asText() + ".json");
    String outcome = expected.get("outcome").asText();
    String detail = expected.path("detail").asText("");
    if (outcome.equals("NOT_AN_ENVELOPE")) {
      assertThatThrownBy(() -> DsseEnvelope.decode(json))
          .isInstanceOf(MalformedException.class)
          .hasMessageContaining(detail);
      return;
    }

    Verification verification = verifier.verify(DsseEnvelope.decode(json));

    switch (verification) {
      case VerifiedSubject subject -> assertVerified(expected, subject.document());
      case VerifiedCheckpoint checkpoint -> assertVerified(expected, checkpoint.checkpoint());
      case CompromisedLicense license -> {
        assertThat(outcome).isEqualTo("COMPROMISED_LICENSE");
        assertThat(license.subject()).isEqualTo("customer:customer-1");
        assertThat(license.keyDigests())
            .isEqualTo(GoldenDocuments.license().keys().stream().map(ApiKeyRef::digest).toList());
      }
      case Refusal refusal -> {
        assertThat(refusal.reason().name()).isEqualTo(outcome);
        assertThat(refusal.detail()).contains(detail);
      }
    }
  }

  @Test
  void outcomes_nameEveryEnvelopeOnce() throws IOException {
    List<String> named =
        outcomes().stream().map(outcome -> outcome.get("envelope").asText()).toList();

    assertThat(named).containsExactlyInAnyOrderElementsOf(GoldenEnvelopes.all().keySet());
  }

  @Test
  void outcomes_holdEveryReasonButTooLarge() throws IOException {
    Set<String> outcomes =
        outcomes().stream()
            .map(outcome -> outcome.get("outcome").asText())
            .collect(Collectors.toSet());

    for (Refusal.Reason reason : Refusal.Reason.values()) {
      if (reason != Refusal.Reason.TOO_LARGE) {
        assertThat(outcomes).contains(reason.name());
      }
    }
  }

  @Test
  void verify_verifiedDocument_carriesTheHashOfTheReceivedBytes() throws Exception {
    SignedDocument signed =
        DsseEnvelope.decode(GoldenFiles.read("envelopes/license-unknown-fields.json"));

    VerifiedLicense verified = (VerifiedLicense) verifier.verify(signed);

    assertThat(verified.payloadHash()).isEqualTo(Hash.sha256(signed.payload()));
  }

  @Test
  void verify_payloadOverTheLimit_isRefusedBeforeItsSignatureIsLookedAt() {
    byte[] payload = new byte[Limits.PAYLOAD_BYTES + 1];
    Arrays.fill(payload, (byte) ' ');
    SignedDocument signed =
        new SignedDocument(PayloadType.LICENSE.mediaType(), payload, "nobody", new byte[64]);

    assertThat(verifier.verify(signed))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.TOO_LARGE));
  }

  /** What the constructors let through must be possible to send, as envelope and as payload. */
  @Test
  void verify_largestLicenseThereCanBe_isVerified() throws MalformedException {
    License largest = largestLicense();

    SignedDocument signed = DsseEnvelope.decode(DsseEnvelope.encode(K1.sign(largest)));

    assertThat(verifier.verify(signed))
        .isInstanceOfSatisfying(
            VerifiedLicense.class, verified -> assertThat(verified.document()).isEqualTo(largest));
  }

  @Test
  void verify_payloadWithSecretInIt_saysNothingOfIt() {
    SignedDocument signed =
        K1.sign(PayloadType.LICENSE, "{\"format\":1,\"kind\":\"s3cret\"}".getBytes(UTF_8));

    assertThat(verifier.verify(signed))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.detail()).doesNotContain("s3cret"));
  }

  static List<JsonNode> outcomes() throws IOException {
    return GoldenVectors.list("outcomes.json");
  }

  private static void assertVerified(JsonNode expected, Document document) {
    assertThat(expected.get("outcome").asText()).isEqualTo("VERIFIED");
    if (expected.has("document")) {
      assertThat(document).isEqualTo(GoldenDocuments.all().get(expected.get("document").asText()));
    }
  }

  private static License largestLicense() {
    Instant start = Instant.parse("2026-11-21T00:00:00Z");
    Instant end = start.plus(Duration.ofDays(365));
    List<ApiKeyRef> keys = new ArrayList<>();
    for (int i = 0; i < Limits.KEYS; i++) {
      byte[] digest = Hash.sha256(Integer.toString(i).getBytes(UTF_8)).toByteArray();
      keys.add(new ApiKeyRef(id(i), KeyDigest.of(digest), id(0), Environment.PROD, start, start));
    }
    List<Grant> grants = new ArrayList<>();
    for (int i = 0; i < Limits.GRANTS; i++) {
      grants.add(
          new Grant(
              id(i),
              start,
              "c".repeat(Limits.CONNECTOR_LENGTH),
              "\"".repeat(Limits.ACCOUNT_LENGTH),
              Category.STANDARD,
              Interval.MONTH,
              false,
              start,
              end,
              end,
              false,
              end,
              end));
    }
    return new License(id(0), id(0), Long.MAX_VALUE, start, false, false, keys, grants);
  }

  private static String id(int number) {
    return "%064d".formatted(number);
  }
}
