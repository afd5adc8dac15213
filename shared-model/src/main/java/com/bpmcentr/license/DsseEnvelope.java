package com.bpmcentr.license;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;

/**
 * A signed document as one JSON text, for files and exchange: {@code
 * {"payloadType","payload","signatures":[{"keyid","sig"}]}} with exactly one signature.
 *
 * @see <a href="https://github.com/secure-systems-lab/dsse/blob/master/envelope.md">DSSE
 *     envelope</a>
 */
public final class DsseEnvelope {

  private static final JsonFactory FACTORY = new JsonFactory();

  private DsseEnvelope() {}

  /** The envelope's JSON; binary fields in standard base64. */
  public static byte[] encode(SignedDocument document) {
    Base64.Encoder base64 = Base64.getEncoder();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("payloadType", document.payloadType());
      json.writeStringField("payload", base64.encodeToString(document.payloadWithoutCopy()));
      json.writeArrayFieldStart("signatures");
      json.writeStartObject();
      json.writeStringField("keyid", document.keyId());
      json.writeStringField("sig", base64.encodeToString(document.signatureWithoutCopy()));
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return out.toByteArray();
  }

  /**
   * Reads an envelope; binary fields in standard or URL-safe base64.
   *
   * @throws MalformedException naming the field that is missing or wrong
   */
  public static SignedDocument decode(byte[] json) throws MalformedException {
    JsonFields envelope = JsonFields.parse(json);
    List<JsonFields> signatures = envelope.objects("signatures");
    if (signatures.size() != 1) {
      throw new MalformedException("signatures must hold exactly one");
    }
    JsonFields signature = signatures.getFirst();
    return new SignedDocument(
        envelope.text("payloadType"),
        envelope.parsed("payload", DsseEnvelope::bytes),
        signature.text("keyid"),
        signature.parsed("sig", DsseEnvelope::bytes));
  }

  private static byte[] bytes(String base64) {
    boolean urlSafe = base64.indexOf('-') >= 0 || base64.indexOf('_') >= 0;
    return (urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(base64);
  }
}
