package com.bpmcentr.edge.replica;

import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.License;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A license as the edge holds it: one byte array, about a tenth of what its records take. The
 * signed bytes are not kept; they were verified, and only their hash is needed after that.
 *
 * <pre>
 *   licenseId customerId version issuedAt flags  count key…  count grant…
 *   key    keyId digest(32) pepperId environment(1) notAfter revokedAt
 *   grant  subscriptionId createdAt connector account flags(1) category(1) interval(1)
 *          startsAt endsAt graceUntil suspendedAt revokedAt
 * </pre>
 *
 * Numbers are variable-length, seven bits a byte, low bits first. A text is its length plus one and
 * its bytes (at most 100), 0 standing for none; a UUID is 0xFF and 16 bytes. A time is its
 * milliseconds, zigzag, plus one, 0 standing for none. Never written to disk, so it may change at
 * any time.
 */
final class PackedLicense {

  private static final int BLOCKED = 1;
  private static final int REMOVED = 2;
  private static final int TRIAL = 1;
  private static final int AUTO_RENEW = 2;
  private static final byte UUID_MARK = (byte) 0xFF;
  private static final int UUID_TEXT = 36;
  private static final List<Environment> ENVIRONMENTS = List.of(Environment.values());
  private static final List<Category> CATEGORIES = List.of(Category.values());
  private static final List<Interval> INTERVALS = List.of(Interval.values());

  private PackedLicense() {}

  /** The packed form. */
  static byte[] pack(License license) {
    Writer writer = new Writer(64 + license.keys().size() * 96 + license.grants().size() * 160);
    writer.text(license.licenseId());
    writer.text(license.customerId());
    writer.number(license.version());
    writer.time(license.issuedAt());
    writer.number((license.blocked() ? BLOCKED : 0) | (license.removed() ? REMOVED : 0));
    writer.number(license.keys().size());
    license.keys().forEach(key -> pack(key, writer));
    writer.number(license.grants().size());
    license.grants().forEach(grant -> pack(grant, writer));
    return writer.toByteArray();
  }

  /** What was packed. */
  static License unpack(byte[] packed) {
    Reader reader = new Reader(packed);
    String licenseId = reader.requiredText();
    String customerId = reader.requiredText();
    long version = reader.number();
    Instant issuedAt = reader.requiredTime();
    long flags = reader.number();
    int keyCount = (int) reader.number();
    List<ApiKeyRef> keys = new ArrayList<>(keyCount);
    for (int i = 0; i < keyCount; i++) {
      keys.add(unpackKey(reader));
    }
    int grantCount = (int) reader.number();
    List<Grant> grants = new ArrayList<>(grantCount);
    for (int i = 0; i < grantCount; i++) {
      grants.add(unpackGrant(reader));
    }
    return new License(
        licenseId,
        customerId,
        version,
        issuedAt,
        (flags & REMOVED) != 0,
        (flags & BLOCKED) != 0,
        keys,
        grants);
  }

  private static void pack(ApiKeyRef key, Writer writer) {
    writer.text(key.keyId());
    writer.bytes(key.digest().toByteArray());
    writer.text(key.pepperId());
    writer.number(ENVIRONMENTS.indexOf(key.environment()));
    writer.time(key.notAfter());
    writer.time(key.revokedAt());
  }

  private static ApiKeyRef unpackKey(Reader reader) {
    return new ApiKeyRef(
        reader.requiredText(),
        KeyDigest.of(reader.bytes(KeyDigest.LENGTH)),
        reader.requiredText(),
        ENVIRONMENTS.get((int) reader.number()),
        reader.time(),
        reader.time());
  }

  private static void pack(Grant grant, Writer writer) {
    writer.text(grant.subscriptionId());
    writer.time(grant.createdAt());
    writer.text(grant.connector());
    writer.text(grant.account());
    writer.number((grant.trial() ? TRIAL : 0) | (grant.autoRenew() ? AUTO_RENEW : 0));
    writer.number(CATEGORIES.indexOf(grant.category()));
    writer.number(INTERVALS.indexOf(grant.interval()));
    writer.time(grant.startsAt());
    writer.time(grant.endsAt());
    writer.time(grant.graceUntil());
    writer.time(grant.suspendedAt());
    writer.time(grant.revokedAt());
  }

  private static Grant unpackGrant(Reader reader) {
    String subscriptionId = reader.requiredText();
    Instant createdAt = reader.requiredTime();
    String connector = reader.requiredText();
    String account = reader.text();
    long flags = reader.number();
    Category category = CATEGORIES.get((int) reader.number());
    Interval interval = INTERVALS.get((int) reader.number());
    return new Grant(
        subscriptionId,
        createdAt,
        connector,
        account,
        category,
        interval,
        (flags & TRIAL) != 0,
        reader.requiredTime(),
        reader.requiredTime(),
        reader.time(),
        (flags & AUTO_RENEW) != 0,
        reader.time(),
        reader.time());
  }

  private static final class Writer {
    private ByteBuffer buffer;

    Writer(int capacity) {
      buffer = ByteBuffer.allocate(capacity);
    }

    void number(long value) {
      ensure(10);
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        buffer.put((byte) ((rest & 0x7F) | 0x80));
        rest >>>= 7;
      }
      buffer.put((byte) rest);
    }

    void time(@Nullable Instant time) {
      long millis = time == null ? 0 : time.toEpochMilli();
      number(time == null ? 0 : ((millis << 1) ^ (millis >> 63)) + 1);
    }

    void text(@Nullable String text) {
      if (text == null) {
        number(0);
        return;
      }
      UUID uuid = text.length() == UUID_TEXT ? uuid(text) : null;
      if (uuid != null) {
        ensure(17);
        buffer.put(UUID_MARK);
        buffer.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        return;
      }
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      number(bytes.length + 1L);
      bytes(bytes);
    }

    void bytes(byte[] bytes) {
      ensure(bytes.length);
      buffer.put(bytes);
    }

    byte[] toByteArray() {
      byte[] packed = new byte[buffer.position()];
      buffer.get(0, packed);
      return packed;
    }

    private void ensure(int more) {
      if (buffer.remaining() < more) {
        ByteBuffer larger = ByteBuffer.allocate(2 * buffer.capacity() + more);
        buffer = larger.put(buffer.flip());
      }
    }

    /** The UUID whose canonical text this is, so that unpacking gives the same text again. */
    private static @Nullable UUID uuid(String text) {
      try {
        UUID uuid = UUID.fromString(text);
        return uuid.toString().equals(text) ? uuid : null;
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
  }

  private static final class Reader {
    private final ByteBuffer buffer;

    Reader(byte[] packed) {
      buffer = ByteBuffer.wrap(packed);
    }

    long number() {
      long value = 0;
      int shift = 0;
      byte next = buffer.get();
      while (next < 0) {
        value |= (next & 0x7FL) << shift;
        shift += 7;
        next = buffer.get();
      }
      return value | ((long) next << shift);
    }

    @Nullable Instant time() {
      long stored = number();
      if (stored == 0) {
        return null;
      }
      long zigzag = stored - 1;
      return Instant.ofEpochMilli((zigzag >>> 1) ^ -(zigzag & 1));
    }

    Instant requiredTime() {
      Instant time = time();
      if (time == null) {
        throw new IllegalStateException("a time is missing from a packed license");
      }
      return time;
    }

    @Nullable String text() {
      if (buffer.get(buffer.position()) == UUID_MARK) {
        buffer.get();
        return new UUID(buffer.getLong(), buffer.getLong()).toString();
      }
      int length = (int) number() - 1;
      return length < 0 ? null : new String(bytes(length), StandardCharsets.US_ASCII);
    }

    String requiredText() {
      String text = text();
      if (text == null) {
        throw new IllegalStateException("a text is missing from a packed license");
      }
      return text;
    }

    byte[] bytes(int length) {
      byte[] bytes = new byte[length];
      buffer.get(bytes);
      return bytes;
    }
  }
}
