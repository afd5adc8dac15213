package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The envelopes behind {@code golden/envelopes}, good and forged, and the keyring that they are
 * verified with. What each must come to stands in {@code golden/outcomes.json}, written by hand.
 */
final class GoldenEnvelopes {

  static final Instant RETIRED_AT = Instant.parse("2026-06-01T00:00:00Z");

  private static final TestSigner K1 = new TestSigner("k1");
  private static final TestSigner K2 = new TestSigner("k2");
  private static final TestSigner OLD = new TestSigner("old");
  private static final TestSigner STOLEN = new TestSigner("stolen");
  private static final String KEY =
      "{\"id\":\"%s\",\"publicKey\":\"%s\",\"status\":\"%s\",\"retiredAt\":%s}";

  private GoldenEnvelopes() {}

  static byte[] keyring() {
    String keys =
        String.join(
            ",\n",
            key("k1", K1, "active", "null"),
            key("k2", K2, "active", "null"),
            key("old", OLD, "retired", "\"" + RETIRED_AT + "\""),
            key("stolen", STOLEN, "compromised", "null"));
    return ("{\"keys\":[\n" + keys + "\n]}\n").getBytes(UTF_8);
  }

  /** By file name, without the ending. */
  static Map<String, byte[]> all() {
    Map<String, byte[]> envelopes = new TreeMap<>();
    good().forEach((name, document) -> envelopes.put(name, DsseEnvelope.encode(document)));
    forged().forEach((name, document) -> envelopes.put(name, DsseEnvelope.encode(document)));
    envelopes.putAll(malformed());
    return envelopes;
  }

  private static Map<String, SignedDocument> good() {
    Map<String, SignedDocument> good = new TreeMap<>();
    GoldenDocuments.all().forEach((name, document) -> good.put(name, K1.sign(document)));
    good.put("connector-second-key", K2.sign(GoldenDocuments.connector()));
    good.put(
        "license-retired-key-before",
        OLD.sign(PayloadType.LICENSE, issued("2026-05-31T23:59:59.999Z")));
    good.put(
        "license-unknown-fields",
        K1.sign(
            PayloadType.LICENSE,
            edited(
                json ->
                    json.replace("{\"keyId\"", "{\"color\":[{\"deep\":null}],\"keyId\"")
                        .replace(
                            "\"format\":1", "\"format\":1,\"note\":\"з'єднання\",\"n\":1.5"))));
    return good;
  }

  private static Map<String, SignedDocument> forged() {
    SignedDocument license = K1.sign(GoldenDocuments.license());
    SignedDocument connector = K1.sign(GoldenDocuments.connector());
    Map<String, SignedDocument> forged = new TreeMap<>();
    forged.put("forged-other-key", with(license, K2.sign(GoldenDocuments.license()).signature()));
    forged.put(
        "forged-key-id",
        new SignedDocument(license.payloadType(), license.payload(), "k2", license.signature()));
    forged.put(
        "forged-payload-type",
        new SignedDocument(
            PayloadType.CONNECTOR.mediaType(), license.payload(), "k1", license.signature()));
    forged.put(
        "forged-payload-byte",
        new SignedDocument(
            license.payloadType(), changed(license.payload(), 200), "k1", license.signature()));
    forged.put("forged-signature-byte", with(license, changed(license.signature(), 40)));
    forged.put("forged-swapped-license", with(license, connector.signature()));
    forged.put("forged-swapped-connector", with(connector, license.signature()));
    forged.put("forged-signature-cut", with(license, cut(license.signature())));
    forged.put("forged-signature-empty", with(license, new byte[0]));
    forged.put("forged-without-type", with(license, K1.signature("", license.payload())));
    forged.put(
        "unknown-key",
        new SignedDocument(license.payloadType(), license.payload(), "k9", license.signature()));
    forged.put(
        "unknown-payload-type",
        new SignedDocument(
            "application/json",
            license.payload(),
            "k1",
            K1.signature("application/json", license.payload())));
    forged.put("retired-key-at", OLD.sign(PayloadType.LICENSE, issued("2026-06-01T00:00:00.000Z")));
    forged.put("retired-key-after", OLD.sign(GoldenDocuments.license()));
    forged.put("retired-key-checkpoint", OLD.sign(GoldenDocuments.checkpoint()));
    forged.put("compromised-license", STOLEN.sign(GoldenDocuments.license()));
    forged.put("compromised-connector", STOLEN.sign(GoldenDocuments.connector()));
    forged.put("compromised-checkpoint", STOLEN.sign(GoldenDocuments.checkpoint()));
    forged.put(
        "compromised-unknown-format",
        STOLEN.sign(
            PayloadType.LICENSE, edited(json -> json.replace("\"format\":1", "\"format\":2"))));
    forged.put("compromised-malformed", STOLEN.sign(PayloadType.LICENSE, "{}".getBytes(UTF_8)));
    forged.putAll(signedNonsense());
    return forged;
  }

  /** Signed by an active key, and yet not documents. */
  private static Map<String, SignedDocument> signedNonsense() {
    Map<String, UnaryOperator<String>> edits = new TreeMap<>();
    edits.put("signed-unknown-format", json -> json.replace("\"format\":1", "\"format\":2"));
    edits.put("signed-format-missing", json -> json.replace("\"format\":1,", ""));
    edits.put("signed-format-text", json -> json.replace("\"format\":1", "\"format\":\"1\""));
    edits.put("signed-field-missing", json -> json.replace("\"blocked\":false,", ""));
    edits.put(
        "signed-field-twice",
        json -> json.replace("\"blocked\":false", "\"blocked\":true,\"blocked\":false"));
    edits.put("signed-field-null", json -> json.replace("\"blocked\":false", "\"blocked\":null"));
    edits.put("signed-field-type", json -> json.replace("\"version\":7", "\"version\":\"7\""));
    edits.put("signed-version-zero", json -> json.replace("\"version\":7", "\"version\":0"));
    edits.put("signed-kind-unknown", json -> json.replace("\"put\"", "\"keep\""));
    edits.put("signed-removed-with-grants", json -> json.replace("\"put\"", "\"remove\""));
    edits.put("signed-key-twice", json -> json.replace("key-2", "key-1"));
    edits.put("signed-grant-twice", json -> json.replace("subscription-2", "subscription-1"));
    edits.put(
        "signed-ends-before-start",
        json -> json.replace("2026-11-30T22:00:00.000Z", "2026-10-30T22:00:00.000Z"));
    edits.put("signed-time-zone", json -> json.replace("T22:00:00.000Z", "T22:00:00.000+02:00"));
    edits.put("signed-two-objects", json -> json + json);
    edits.put("signed-cut", json -> json.substring(0, json.length() - 1));
    edits.put("signed-not-json", json -> "not JSON");
    edits.put("signed-empty", json -> "");
    Map<String, SignedDocument> signed = new TreeMap<>();
    edits.forEach((name, edit) -> signed.put(name, K1.sign(PayloadType.LICENSE, edited(edit))));
    signed.put(
        "signed-utf-16",
        K1.sign(
            PayloadType.LICENSE,
            new String(DocumentCodec.encode(GoldenDocuments.license()), UTF_8).getBytes(UTF_16BE)));
    signed.put(
        "signed-other-document",
        K1.sign(PayloadType.CONNECTOR, DocumentCodec.encode(GoldenDocuments.license())));
    return signed;
  }

  /** Not envelopes at all. */
  private static Map<String, byte[]> malformed() {
    String good = new String(DsseEnvelope.encode(K1.sign(GoldenDocuments.checkpoint())), UTF_8);
    String signature = good.substring(good.indexOf("{\"keyid"), good.indexOf("]"));
    Map<String, String> malformed = new TreeMap<>();
    malformed.put("envelope-no-signature", good.replace(signature, ""));
    malformed.put("envelope-two-signatures", good.replace(signature, signature + "," + signature));
    malformed.put("envelope-no-payload", good.replaceFirst("\"payload\":\"[^\"]*\",", ""));
    malformed.put("envelope-payload-twice", good.replaceFirst("(\"payload\":\"[^\"]*\",)", "$1$1"));
    malformed.put("envelope-not-base64", good.replaceFirst("\"payload\":\"", "\"payload\":\"*"));
    malformed.put("envelope-no-key-id", good.replace("\"keyid\":\"k1\",", ""));
    malformed.put("envelope-array", "[" + good + "]");
    malformed.put("envelope-cut", good.substring(0, good.length() / 2));
    Map<String, byte[]> bytes = new TreeMap<>();
    malformed.forEach((name, json) -> bytes.put(name, json.getBytes(UTF_8)));
    return bytes;
  }

  private static byte[] issued(String time) {
    return edited(
        json -> json.replaceFirst("\"issuedAt\":\"[^\"]*\"", "\"issuedAt\":\"" + time + "\""));
  }

  private static byte[] edited(UnaryOperator<String> edit) {
    String json = new String(DocumentCodec.encode(GoldenDocuments.license()), UTF_8);
    String edited = edit.apply(json);
    if (edited.equals(json)) {
      throw new IllegalStateException("the edit changes nothing");
    }
    return edited.getBytes(UTF_8);
  }

  private static SignedDocument with(SignedDocument document, byte[] signature) {
    return new SignedDocument(
        document.payloadType(), document.payload(), document.keyId(), signature);
  }

  private static byte[] changed(byte[] bytes, int at) {
    bytes[at] ^= 1;
    return bytes;
  }

  private static byte[] cut(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length - 1);
  }

  private static String key(String id, TestSigner signer, String status, String retiredAt) {
    String publicKey = Base64.getUrlEncoder().withoutPadding().encodeToString(signer.publicKey());
    return KEY.formatted(id, publicKey, status, retiredAt);
  }
}
