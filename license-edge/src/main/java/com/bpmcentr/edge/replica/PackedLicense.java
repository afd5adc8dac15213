package com.bpmcentr.edge.replica;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.bpmcentr.license.Category;
import com.bpmcentr.license.HeldGrant;
import com.bpmcentr.license.HeldKey;
import com.bpmcentr.license.HeldLicense;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.KeyDigest;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A license as the edge holds it, one byte array, read in place: a check makes no object but this
 * view, its key's and its grant's. Only what decisions read is there; the signed bytes were
 * verified, and only their hash is needed after that.
 *
 * <pre>
 *   license  flags(1) [signer(1)] issuedAt customerId keyCount(1 or 2) key… grant…
 *   key      flags(1) digest(32) [notAfter] [revokedAt] keyId
 *   grant    flags and connector(4) createdAt startsAt endsAt [graceUntil] [suspendedAt] [revokedAt]
 *            subscriptionId [account]
 * </pre>
 *
 * The parts of fixed size come first and flags say which others follow, so that each lies where a
 * short sum says. A time takes 5 bytes, milliseconds since 2020, which lasts until 2054; a license
 * with a time outside of that says so in its flags and takes 8 for each. An id is 16 bytes where it
 * is a UUID, else its length and its characters, as an account is. A connector and the signing key
 * are numbers that {@link Names} gives. Never written to disk, so it may change at any time.
 *
 * <p>{@link LicensePacker} writes it.
 */
final class PackedLicense implements HeldLicense {

  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /** 2020-01-01T00:00:00Z. */
  static final long TIMES_START = 1_577_836_800_000L;

  static final long TIMES_END = TIMES_START + (1L << 40);
  static final int NARROW_TIME = 5;
  static final int WIDE_TIME = 8;
  static final int UUID_BYTES = 16;

  static final int UUID_ID = 1;
  static final int BLOCKED = 1 << 1;
  static final int COMPROMISED = 1 << 2;
  static final int WIDE_TIMES = 1 << 3;
  static final int REMOVED = 1 << 4;

  /**
   * The signing key's number; the highest says that a byte with it follows. That byte would be 8
   * for the usual customer, as arrays grow by eights, and there are one or two keys.
   */
  static final int SIGNER_SHIFT = 5;

  static final int SIGNER_FOLLOWS = 7;

  static final int KEY_NOT_AFTER = 1 << 1;
  static final int KEY_REVOKED = 1 << 2;
  static final int KEY_TEST = 1 << 3;

  static final int TRIAL = 1 << 1;
  static final int AUTO_RENEW = 1 << 2;
  static final int BOUND = 1 << 3;
  static final int GRACE = 1 << 4;
  static final int SUSPENDED = 1 << 5;
  static final int REVOKED = 1 << 6;
  static final int INTERVAL_SHIFT = 7;
  static final int INTERVAL_MASK = 1;
  static final int CATEGORY_SHIFT = 8;
  static final int CATEGORY_MASK = 3;
  static final int CONNECTOR_SHIFT = 10;

  /** What there are bits for; a catalogue has dozens. */
  static final int MOST_CONNECTORS = 1 << (Integer.SIZE - CONNECTOR_SHIFT);

  /** What a byte can say; a keyring has 64 keys at most, over the years a few more. */
  static final int MOST_SIGNERS = 1 << Byte.SIZE;

  static final List<Category> CATEGORIES = List.of(Category.values());
  static final List<Interval> INTERVALS = List.of(Interval.values());

  private static final int KEY_HEAD = 1 + KeyDigest.LENGTH;
  private static final int GRANT_HEAD = 4;

  private final byte[] bytes;
  private final Names connectors;

  /** A view of what {@link LicensePacker} packed. */
  PackedLicense(byte[] bytes, Names connectors) {
    this.bytes = bytes;
    this.connectors = connectors;
  }

  /** The number of the key that signed it. */
  static int signer(byte[] packed) {
    int signer = (packed[0] & 0xFF) >>> SIGNER_SHIFT;
    return signer == SIGNER_FOLLOWS ? packed[1] & 0xFF : signer;
  }

  /** Whether it decides nothing, since a key that is now compromised signed it. */
  static boolean isCompromised(byte[] packed) {
    return (packed[0] & COMPROMISED) != 0;
  }

  /** The same license, which decides nothing any more. */
  static byte[] compromised(byte[] packed) {
    byte[] copy = packed.clone();
    copy[0] |= (byte) COMPROMISED;
    return copy;
  }

  /** Whether a packed license says only that the customer was taken out of the set. */
  static boolean isRemoval(byte[] packed) {
    return (packed[0] & REMOVED) != 0;
  }

  @Override
  public String customerId() {
    return id(bytes[0], head() + timeSize());
  }

  @Override
  public long issuedAtMillis() {
    return time(head());
  }

  @Override
  public boolean blocked() {
    return (bytes[0] & BLOCKED) != 0;
  }

  @Override
  public boolean compromised() {
    return isCompromised(bytes);
  }

  @Override
  public @Nullable HeldKey key(KeyDigest digest) {
    int at = keysStart();
    for (int left = keyCount(); left > 0; left--) {
      if (digest.isAt(bytes, at + 1)) {
        return new Key(this, at);
      }
      at = keyEnd(at);
    }
    return null;
  }

  /** Calls the visitor with the digest of each key. */
  void forEachDigest(Consumer<KeyDigest> visitor) {
    int at = keysStart();
    for (int left = keyCount(); left > 0; left--) {
      visitor.accept(KeyDigest.at(bytes, at + 1));
      at = keyEnd(at);
    }
  }

  @Override
  public int firstGrant(String connector) {
    int at = keysStart();
    for (int left = keyCount(); left > 0; left--) {
      at = keyEnd(at);
    }
    return grantFrom(at, connector);
  }

  @Override
  public int nextGrant(int place, String connector) {
    return grantFrom(grantEnd(place), connector);
  }

  @Override
  public HeldGrant grant(int place) {
    return new Grant(this, place);
  }

  private int grantFrom(int start, String connector) {
    for (int at = start; at < bytes.length; at = grantEnd(at)) {
      if (connector(at).equals(connector)) {
        return at;
      }
    }
    return NO_GRANT;
  }

  private String connector(int grant) {
    return connectors.name(grantHead(grant) >>> CONNECTOR_SHIFT);
  }

  /** Bytes of the flags, and of the signer where it follows. */
  private int head() {
    return (bytes[0] & 0xFF) >>> SIGNER_SHIFT == SIGNER_FOLLOWS ? 2 : 1;
  }

  private int keyCountAt() {
    return idEnd(bytes[0], head() + timeSize());
  }

  private int keyCount() {
    int at = keyCountAt();
    byte first = bytes[at];
    return first >= 0 ? first : ((first & 0x7F) << 8) | (bytes[at + 1] & 0xFF);
  }

  private int keysStart() {
    int at = keyCountAt();
    return bytes[at] >= 0 ? at + 1 : at + 2;
  }

  private int keyEnd(int key) {
    int times = Integer.bitCount(bytes[key] & (KEY_NOT_AFTER | KEY_REVOKED));
    return idEnd(bytes[key], key + KEY_HEAD + times * timeSize());
  }

  private int grantHead(int grant) {
    return (int) INTS.get(bytes, grant);
  }

  private int grantIdStart(int grant) {
    int optional = Integer.bitCount(grantHead(grant) & (GRACE | SUSPENDED | REVOKED));
    return grant + GRANT_HEAD + (3 + optional) * timeSize();
  }

  private int grantEnd(int grant) {
    int head = grantHead(grant);
    int idEnd = idEnd(head, grantIdStart(grant));
    return (head & BOUND) == 0 ? idEnd : idEnd + 1 + bytes[idEnd];
  }

  private int timeSize() {
    return (bytes[0] & WIDE_TIMES) == 0 ? NARROW_TIME : WIDE_TIME;
  }

  private long time(int at) {
    return (bytes[0] & WIDE_TIMES) == 0
        ? TIMES_START + ((bytes[at] & 0xFFL) << 32 | ((int) INTS.get(bytes, at + 1) & 0xFFFF_FFFFL))
        : (long) LONGS.get(bytes, at);
  }

  private int idEnd(int flags, int start) {
    return (flags & UUID_ID) == 0 ? start + 1 + bytes[start] : start + UUID_BYTES;
  }

  private String id(int flags, int start) {
    return (flags & UUID_ID) == 0
        ? text(start)
        : new UUID((long) LONGS.get(bytes, start), (long) LONGS.get(bytes, start + Long.BYTES))
            .toString();
  }

  private String text(int start) {
    return new String(bytes, start + 1, bytes[start], US_ASCII);
  }

  /** A key, at its place in the license. */
  private record Key(PackedLicense license, int at) implements HeldKey {

    @Override
    public String keyId() {
      int times = Integer.bitCount(flags() & (KEY_NOT_AFTER | KEY_REVOKED));
      return license.id(flags(), at + KEY_HEAD + times * license.timeSize());
    }

    @Override
    public boolean isTest() {
      return (flags() & KEY_TEST) != 0;
    }

    @Override
    public long notAfterMillis() {
      return (flags() & KEY_NOT_AFTER) == 0 ? HeldGrant.NEVER : license.time(at + KEY_HEAD);
    }

    @Override
    public long revokedAtMillis() {
      if ((flags() & KEY_REVOKED) == 0) {
        return HeldGrant.NEVER;
      }
      boolean behindOther = (flags() & KEY_NOT_AFTER) != 0;
      return license.time(at + KEY_HEAD + (behindOther ? license.timeSize() : 0));
    }

    private int flags() {
      return license.bytes[at];
    }
  }

  /** A grant, at its place in the license. */
  private record Grant(PackedLicense license, int at) implements HeldGrant {

    @Override
    public String subscriptionId() {
      return license.id(head(), idStart());
    }

    /** In place: asked once for each check that is counted. */
    @Override
    public long subscriptionBits() {
      int start = idStart();
      return (head() & UUID_ID) == 0
          ? HeldGrant.super.subscriptionBits()
          : HeldGrant.idBits(
              (long) LONGS.get(license.bytes, start),
              (long) LONGS.get(license.bytes, start + Long.BYTES));
    }

    @Override
    public String connector() {
      return license.connector(at);
    }

    @Override
    public @Nullable String account() {
      return isBound() ? license.text(accountStart()) : null;
    }

    @Override
    public boolean isBound() {
      return has(BOUND);
    }

    @Override
    public boolean isBoundTo(String account) {
      if (!isBound()) {
        return false;
      }
      int start = accountStart();
      byte[] bytes = license.bytes;
      int length = bytes[start];
      if (account.length() != length) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        if (account.charAt(i) != bytes[start + 1 + i]) {
          return false;
        }
      }
      return true;
    }

    @Override
    public Category category() {
      return CATEGORIES.get((head() >> CATEGORY_SHIFT) & CATEGORY_MASK);
    }

    @Override
    public Interval interval() {
      return INTERVALS.get((head() >> INTERVAL_SHIFT) & INTERVAL_MASK);
    }

    @Override
    public boolean trial() {
      return has(TRIAL);
    }

    @Override
    public boolean autoRenew() {
      return has(AUTO_RENEW);
    }

    @Override
    public long createdAtMillis() {
      return time(0);
    }

    @Override
    public long startsAtMillis() {
      return time(1);
    }

    @Override
    public long endsAtMillis() {
      return time(2);
    }

    @Override
    public long graceUntilMillis() {
      return has(GRACE) ? time(3) : NEVER;
    }

    @Override
    public long suspendedAtMillis() {
      return has(SUSPENDED) ? time(3 + Integer.bitCount(head() & GRACE)) : NEVER;
    }

    @Override
    public long revokedAtMillis() {
      return has(REVOKED) ? time(3 + Integer.bitCount(head() & (GRACE | SUSPENDED))) : NEVER;
    }

    private int head() {
      return license.grantHead(at);
    }

    private boolean has(int flag) {
      return (head() & flag) != 0;
    }

    private long time(int index) {
      return license.time(at + GRANT_HEAD + index * license.timeSize());
    }

    private int idStart() {
      return license.grantIdStart(at);
    }

    private int accountStart() {
      return license.idEnd(head(), idStart());
    }
  }
}
