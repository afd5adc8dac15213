package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What knows a secret, or what stands for one, does not tell it when it is printed. */
class RedactionTest {

  private static final String KEY = "bpm_prod_0123456789abcdefghijABCDEFGHIJxy000000";
  private static final Peppers PEPPERS = GoldenPeppers.read();
  private static final KeyDigest DIGEST = PEPPERS.digest(KEY).digest();

  @Test
  void toString_ofKeyDigest_showsNoneOfIt() {
    assertHidesDigest(DIGEST.toString());
  }

  @Test
  void toString_ofWhatHoldsDigests_showsNoneOfThem() {
    ApiKeyRef key = new ApiKeyRef("key-1", DIGEST, "p1", Environment.PROD, null, null);
    License license =
        new License(
            "l",
            "c",
            1,
            GoldenDocuments.license().issuedAt(),
            false,
            false,
            List.of(key),
            List.of());
    Check check = new Check("rozetka", "1", PEPPERS.presented(KEY), DIGEST);

    assertHidesDigest(key.toString());
    assertHidesDigest(license.toString());
    assertHidesDigest(new ConnectorSecretRef(DIGEST, "p1", null).toString());
    assertHidesDigest(PEPPERS.digest(KEY).toString());
    assertHidesDigest(check.toString());
    assertHidesDigest(Decision.of(DecisionCode.KEY_NOT_FOUND, check).toString());
  }

  @Test
  void toString_ofPeppers_showsNoSecret() throws Exception {
    for (var pepper : GoldenVectors.object("peppers.json").get("peppers")) {
      assertThat(PEPPERS.toString()).doesNotContain(pepper.get("secret").asText());
    }
  }

  @Test
  void toString_ofSignedDocument_showsNothingOfItsPayloadOrSignature() {
    SignedDocument signed = new TestSigner("k1").sign(GoldenDocuments.license());

    assertThat(signed.toString())
        .doesNotContain("customer-1")
        .doesNotContain(new String(signed.payload(), UTF_8))
        .doesNotContain(Base64.getEncoder().encodeToString(signed.signature()))
        .contains("key k1");
  }

  /** Type and key id were received too, and may hold line breaks made for a log. */
  @Test
  void toString_ofSignedDocumentWithHostileNames_doesNotRepeatThem() {
    SignedDocument signed =
        new SignedDocument("a\nforged log line", new byte[0], "k\nforged", new byte[0]);

    assertThat(signed.toString()).doesNotContain("forged").doesNotContain("\n");
  }

  private static void assertHidesDigest(String text) {
    assertThat(text)
        .doesNotContain(DIGEST.toBase64Url())
        .doesNotContain(DIGEST.toBase64Url().substring(0, 8))
        .doesNotContainIgnoringCase(HexFormat.of().formatHex(DIGEST.toByteArray()))
        .doesNotContain(KEY);
  }
}
