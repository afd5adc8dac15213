package com.bpmcentr.license;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Documents as JSON: UTF-8, no white space, fields in a fixed order, times in UTC with
 * milliseconds, digests in base64url.
 *
 * <p>Reading is not public: only {@link LicenseVerifier} reads, after it has verified the bytes.
 */
public final class DocumentCodec {

  /** The format that is written, and the only one that is understood. */
  public static final int FORMAT = 1;

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String KIND_PUT = "put";
  private static final String KIND_REMOVE = "remove";

  private DocumentCodec() {}

  /** The payload of the document: what is signed and sent. */
  public static byte[] encode(Document document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("format", FORMAT);
      switch (document) {
        case License license -> writeLicense(json, license);
        case ConnectorPolicy policy -> writeConnector(json, policy);
        case Checkpoint checkpoint -> writeCheckpoint(json, checkpoint);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return out.toByteArray();
  }

  /** The format's number, read before anything else of a payload. */
  static long format(JsonFields payload) throws MalformedException {
    return payload.number("format");
  }

  /**
   * Reads a verified payload.
   *
   * @throws MalformedException naming the field that is missing or wrong
   */
  static Document decode(PayloadType type, JsonFields payload) throws MalformedException {
    try {
      return switch (type) {
        case LICENSE -> readLicense(payload);
        case CONNECTOR -> readConnector(payload);
        case CHECKPOINT -> readCheckpoint(payload);
      };
    } catch (IllegalArgumentException e) {
      throw new MalformedException(String.valueOf(e.getMessage()));
    }
  }

  private static void writeLicense(JsonGenerator json, License license) throws IOException {
    json.writeStringField("kind", kind(license));
    json.writeStringField("licenseId", license.licenseId());
    json.writeStringField("customerId", license.customerId());
    json.writeNumberField("version", license.version());
    json.writeStringField("issuedAt", time(license.issuedAt()));
    json.writeBooleanField("blocked", license.blocked());
    json.writeArrayFieldStart("keys");
    for (ApiKeyRef key : license.keys()) {
      json.writeStartObject();
      json.writeStringField("keyId", key.keyId());
      json.writeStringField("digest", key.digest().toBase64Url());
      json.writeStringField("pepperId", key.pepperId());
      json.writeStringField("environment", key.environment().wireName());
      writeOptionalTime(json, "notAfter", key.notAfter());
      writeOptionalTime(json, "revokedAt", key.revokedAt());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("grants");
    for (Grant grant : license.grants()) {
      writeGrant(json, grant);
    }
    json.writeEndArray();
  }

  private static void writeGrant(JsonGenerator json, Grant grant) throws IOException {
    json.writeStartObject();
    json.writeStringField("subscriptionId", grant.subscriptionId());
    json.writeStringField("createdAt", time(grant.createdAt()));
    json.writeStringField("connector", grant.connector());
    String account = grant.account();
    if (account != null) {
      json.writeStringField("account", account);
    }
    json.writeStringField("category", grant.category().wireName());
    json.writeStringField("interval", grant.interval().wireName());
    json.writeBooleanField("trial", grant.trial());
    json.writeStringField("startsAt", time(grant.startsAt()));
    json.writeStringField("endsAt", time(grant.endsAt()));
    writeOptionalTime(json, "graceUntil", grant.graceUntil());
    json.writeBooleanField("autoRenew", grant.autoRenew());
    writeOptionalTime(json, "suspendedAt", grant.suspendedAt());
    writeOptionalTime(json, "revokedAt", grant.revokedAt());
    json.writeEndObject();
  }

  private static void writeConnector(JsonGenerator json, ConnectorPolicy policy)
      throws IOException {
    json.writeStringField("kind", kind(policy));
    json.writeStringField("connector", policy.connector());
    json.writeNumberField("version", policy.version());
    json.writeStringField("issuedAt", time(policy.issuedAt()));
    json.writeStringField("state", policy.state().wireName());
    json.writeStringField("category", policy.category().wireName());
    json.writeNumberField("maxStalenessSeconds", policy.maxStaleness().toSeconds());
    json.writeStringField("onStale", policy.onStale().wireName());
    json.writeArrayFieldStart("secrets");
    for (ConnectorSecretRef secret : policy.secrets()) {
      json.writeStartObject();
      json.writeStringField("digest", secret.digest().toBase64Url());
      json.writeStringField("pepperId", secret.pepperId());
      writeOptionalTime(json, "notAfter", secret.notAfter());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeCheckpoint(JsonGenerator json, Checkpoint checkpoint)
      throws IOException {
    json.writeNumberField("epoch", checkpoint.position().epoch());
    json.writeNumberField("seq", checkpoint.position().seq());
    json.writeStringField("chain", checkpoint.chain().toString());
    json.writeStringField("root", checkpoint.root().toString());
    json.writeStringField("auditHead", checkpoint.auditHead().toString());
    json.writeStringField("issuedAt", time(checkpoint.issuedAt()));
    json.writeStringField("expiresAt", time(checkpoint.expiresAt()));
  }

  private static License readLicense(JsonFields json) throws MalformedException {
    List<ApiKeyRef> keys = new ArrayList<>();
    for (JsonFields key : json.objects("keys")) {
      keys.add(
          new ApiKeyRef(
              key.text("keyId"),
              key.parsed("digest", KeyDigest::parse),
              key.text("pepperId"),
              key.constant("environment", Environment.class),
              key.optionalTime("notAfter"),
              key.optionalTime("revokedAt")));
    }
    List<Grant> grants = new ArrayList<>();
    for (JsonFields grant : json.objects("grants")) {
      grants.add(readGrant(grant));
    }
    return new License(
        json.text("licenseId"),
        json.text("customerId"),
        json.number("version"),
        json.time("issuedAt"),
        removed(json),
        json.flag("blocked"),
        keys,
        grants);
  }

  private static Grant readGrant(JsonFields json) throws MalformedException {
    return new Grant(
        json.text("subscriptionId"),
        json.time("createdAt"),
        json.text("connector"),
        json.optionalText("account"),
        json.constant("category", Category.class),
        json.constant("interval", Interval.class),
        json.flag("trial"),
        json.time("startsAt"),
        json.time("endsAt"),
        json.optionalTime("graceUntil"),
        json.flag("autoRenew"),
        json.optionalTime("suspendedAt"),
        json.optionalTime("revokedAt"));
  }

  private static ConnectorPolicy readConnector(JsonFields json) throws MalformedException {
    List<ConnectorSecretRef> secrets = new ArrayList<>();
    for (JsonFields secret : json.objects("secrets")) {
      secrets.add(
          new ConnectorSecretRef(
              secret.parsed("digest", KeyDigest::parse),
              secret.text("pepperId"),
              secret.optionalTime("notAfter")));
    }
    return new ConnectorPolicy(
        json.text("connector"),
        json.number("version"),
        json.time("issuedAt"),
        removed(json),
        json.constant("state", ConnectorState.class),
        json.constant("category", Category.class),
        Duration.ofSeconds(json.number("maxStalenessSeconds")),
        json.constant("onStale", OnStale.class),
        secrets);
  }

  private static Checkpoint readCheckpoint(JsonFields json) throws MalformedException {
    return new Checkpoint(
        new FeedPosition(json.number("epoch"), json.number("seq")),
        json.parsed("chain", Hash::parse),
        json.parsed("root", Hash::parse),
        json.parsed("auditHead", Hash::parse),
        json.time("issuedAt"),
        json.time("expiresAt"));
  }

  private static String kind(SubjectDocument document) {
    return document.removed() ? KIND_REMOVE : KIND_PUT;
  }

  private static boolean removed(JsonFields json) throws MalformedException {
    return switch (json.text("kind")) {
      case KIND_PUT -> false;
      case KIND_REMOVE -> true;
      default -> throw new MalformedException("kind is not put or remove");
    };
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }

  private static void writeOptionalTime(JsonGenerator json, String name, @Nullable Instant instant)
      throws IOException {
    if (instant != null) {
      json.writeStringField(name, time(instant));
    }
  }
}
