package com.bpmcentr.edge.replica;

import static com.bpmcentr.edge.replica.PackedLicense.INTS;
import static com.bpmcentr.edge.replica.PackedLicense.LONGS;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.CanonicalUuid;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.HeldGrant;
import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.License;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes licenses as {@link PackedLicense} reads them. For one thread. */
final class LicensePacker {

  private final Names connectors;

  /** Kept from one license to the next, since it is copied to size anyway. */
  private byte[] bytes = new byte[512];

  private int size;
  private boolean wide;

  LicensePacker(Names connectors) {
    this.connectors = connectors;
  }

  /**
   * The packed form.
   *
   * @param signer the number of the key that signed it
   */
  byte[] pack(License license, int signer) {
    size = 0;
    wide = needsWideTimes(license);
    UUID customer = CanonicalUuid.parse(license.customerId());
    addByte(
        flag(customer != null, PackedLicense.UUID_ID)
            | flag(license.removed(), PackedLicense.REMOVED)
            | flag(license.blocked(), PackedLicense.BLOCKED)
            | flag(wide, PackedLicense.WIDE_TIMES)
            | (Math.min(signer, PackedLicense.SIGNER_FOLLOWS) << PackedLicense.SIGNER_SHIFT));
    if (signer >= PackedLicense.SIGNER_FOLLOWS) {
      addByte(signer);
    }
    addTime(license.issuedAtMillis());
    addId(license.customerId(), customer);
    addKeyCount(license.keys().size());
    license.keys().forEach(this::add);
    license.grants().forEach(this::add);
    return Arrays.copyOf(bytes, size);
  }

  /** The packed form of a license that a compromised key signed: its keys are known, no more. */
  byte[] packCompromised(String customerId, List<KeyDigest> digests) {
    size = 0;
    wide = false;
    UUID customer = CanonicalUuid.parse(customerId);
    addByte(flag(customer != null, PackedLicense.UUID_ID) | PackedLicense.COMPROMISED);
    addTime(PackedLicense.TIMES_START);
    addId(customerId, customer);
    addKeyCount(digests.size());
    for (KeyDigest digest : digests) {
      addByte(0);
      addDigest(digest);
      addText("");
    }
    return Arrays.copyOf(bytes, size);
  }

  /** The packed form of a customer of whom nothing is held. */
  byte[] packRemoval(String customerId) {
    size = 0;
    wide = false;
    UUID customer = CanonicalUuid.parse(customerId);
    addByte(flag(customer != null, PackedLicense.UUID_ID) | PackedLicense.REMOVED);
    addTime(PackedLicense.TIMES_START);
    addId(customerId, customer);
    addKeyCount(0);
    return Arrays.copyOf(bytes, size);
  }

  private void add(ApiKeyRef key) {
    UUID id = CanonicalUuid.parse(key.keyId());
    addByte(
        flag(id != null, PackedLicense.UUID_ID)
            | flag(key.isTest(), PackedLicense.KEY_TEST)
            | flag(key.notAfter() != null, PackedLicense.KEY_NOT_AFTER)
            | flag(key.revokedAt() != null, PackedLicense.KEY_REVOKED));
    addDigest(key.digest());
    addOptionalTime(key.notAfterMillis());
    addOptionalTime(key.revokedAtMillis());
    addId(key.keyId(), id);
  }

  private void add(Grant grant) {
    UUID id = CanonicalUuid.parse(grant.subscriptionId());
    addInt(
        flag(id != null, PackedLicense.UUID_ID)
            | flag(grant.trial(), PackedLicense.TRIAL)
            | flag(grant.autoRenew(), PackedLicense.AUTO_RENEW)
            | flag(grant.account() != null, PackedLicense.BOUND)
            | flag(grant.graceUntil() != null, PackedLicense.GRACE)
            | flag(grant.suspendedAt() != null, PackedLicense.SUSPENDED)
            | flag(grant.revokedAt() != null, PackedLicense.REVOKED)
            | (PackedLicense.INTERVALS.indexOf(grant.interval()) << PackedLicense.INTERVAL_SHIFT)
            | (PackedLicense.CATEGORIES.indexOf(grant.category()) << PackedLicense.CATEGORY_SHIFT)
            | (connectors.number(grant.connector()) << PackedLicense.CONNECTOR_SHIFT));
    addTime(grant.createdAtMillis());
    addTime(grant.startsAtMillis());
    addTime(grant.endsAtMillis());
    addOptionalTime(grant.graceUntilMillis());
    addOptionalTime(grant.suspendedAtMillis());
    addOptionalTime(grant.revokedAtMillis());
    addId(grant.subscriptionId(), id);
    if (grant.account() != null) {
      addText(grant.account());
    }
  }

  private static boolean needsWideTimes(License license) {
    boolean wide = isWide(license.issuedAtMillis());
    for (ApiKeyRef key : license.keys()) {
      wide |= isWide(key.notAfterMillis()) || isWide(key.revokedAtMillis());
    }
    for (Grant grant : license.grants()) {
      wide |=
          isWide(grant.createdAtMillis())
              || isWide(grant.startsAtMillis())
              || isWide(grant.endsAtMillis())
              || isWide(grant.graceUntilMillis())
              || isWide(grant.suspendedAtMillis())
              || isWide(grant.revokedAtMillis());
    }
    return wide;
  }

  private static boolean isWide(long millis) {
    return millis != HeldGrant.NEVER
        && (millis < PackedLicense.TIMES_START || millis >= PackedLicense.TIMES_END);
  }

  private static int flag(boolean set, int flag) {
    return set ? flag : 0;
  }

  private void addKeyCount(int count) {
    if (count < 0x80) {
      addByte(count);
    } else {
      addByte(0x80 | (count >>> 8));
      addByte(count);
    }
  }

  private void addOptionalTime(long millis) {
    if (millis != HeldGrant.NEVER) {
      addTime(millis);
    }
  }

  private void addTime(long millis) {
    if (wide) {
      ensure(Long.BYTES);
      LONGS.set(bytes, size, millis);
      size += Long.BYTES;
    } else {
      long since = millis - PackedLicense.TIMES_START;
      addByte((int) (since >>> 32));
      addInt((int) since);
    }
  }

  private void addId(String text, @Nullable UUID uuid) {
    if (uuid == null) {
      addText(text);
    } else {
      ensure(PackedLicense.UUID_BYTES);
      LONGS.set(bytes, size, uuid.getMostSignificantBits());
      LONGS.set(bytes, size + Long.BYTES, uuid.getLeastSignificantBits());
      size += PackedLicense.UUID_BYTES;
    }
  }

  /** At most 100 characters of ASCII: ids and accounts keep that. */
  private void addText(String text) {
    byte[] ascii = text.getBytes(US_ASCII);
    addByte(ascii.length);
    ensure(ascii.length);
    System.arraycopy(ascii, 0, bytes, size, ascii.length);
    size += ascii.length;
  }

  private void addDigest(KeyDigest digest) {
    ensure(KeyDigest.LENGTH);
    digest.writeTo(bytes, size);
    size += KeyDigest.LENGTH;
  }

  private void addByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  private void addInt(int value) {
    ensure(Integer.BYTES);
    INTS.set(bytes, size, value);
    size += Integer.BYTES;
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length + more);
    }
  }
}
