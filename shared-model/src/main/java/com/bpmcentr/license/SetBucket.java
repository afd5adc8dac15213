package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One bucket of a {@link SetTree}: its entries in ascending order of their subjects' UTF-8 bytes.
 * Written out, which is what is hashed, an entry is
 *
 * <pre>
 *   subject length (2) | subject | version (8) | payload hash (32)      numbers big-endian
 * </pre>
 *
 * <p>Nearly all subjects are customers whose id is a UUID. In memory these are records of 56 bytes
 * instead of the 87 written out:
 *
 * <pre>
 *   UUID (16) | version (8) | payload hash (32)
 * </pre>
 *
 * They lie in an array of their own, with some room to grow, so that a million subjects are put
 * without copying a bucket each time. Canonical UUIDs sort as texts as they do as bytes, so the
 * array is in order and is searched by halving. The other subjects (connectors, other ids) lie
 * written out in a second array, which is copied when it changes. Where the bucket is written out,
 * the two are merged.
 */
final class SetBucket {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final byte[] NOTHING = new byte[0];

  private static final int ID = 2 * Long.BYTES;
  private static final int TAIL = Long.BYTES + Hash.LENGTH;
  private static final int RECORD = ID + TAIL;

  private static final byte[] PREFIX = License.subjectOf("").getBytes(US_ASCII);
  private static final int UUID_TEXT = 36;
  private static final int NAME = PREFIX.length + UUID_TEXT;
  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

  /** Grows by an eighth, so that about a sixteenth is room. */
  private static final int GROWTH = 8;

  /** What became of a subject that was put. */
  enum Change {
    ADDED,
    REPLACED,
    NONE
  }

  private byte[] customers;
  private int customerCount;
  private byte[] others;

  SetBucket() {
    this(NOTHING, 0, NOTHING);
  }

  private SetBucket(byte[] customers, int customerCount, byte[] others) {
    this.customers = customers;
    this.customerCount = customerCount;
    this.others = others;
  }

  SetBucket copy() {
    return new SetBucket(Arrays.copyOf(customers, customerCount * RECORD), customerCount, others);
  }

  SetTree.@Nullable Entry get(String subject) {
    UUID customer = customer(subject);
    if (customer != null) {
      int found = find(customer);
      return found < 0 ? null : entry(customers, found * RECORD + ID);
    }
    Place place = find(subject.getBytes(UTF_8));
    return place.found() ? entry(others, place.end() - TAIL) : null;
  }

  /**
   * Adds or replaces.
   *
   * @param onlyNewer whether what is held stays unless its version is lower
   */
  Change put(String subject, long version, Hash payloadHash, boolean onlyNewer) {
    UUID customer = customer(subject);
    if (customer != null) {
      int found = find(customer);
      if (found < 0) {
        insert(~found);
        LONGS.set(customers, ~found * RECORD, customer.getMostSignificantBits());
        LONGS.set(customers, ~found * RECORD + Long.BYTES, customer.getLeastSignificantBits());
      } else if (onlyNewer && (long) LONGS.get(customers, found * RECORD + ID) >= version) {
        return Change.NONE;
      }
      writeTail(customers, (found < 0 ? ~found : found) * RECORD + ID, version, payloadHash);
      return found < 0 ? Change.ADDED : Change.REPLACED;
    }
    byte[] name = subject.getBytes(UTF_8);
    if (name.length == 0 || name.length > 0xFFFF) {
      throw new IllegalArgumentException("a subject has 1 to 65,535 bytes, not " + name.length);
    }
    Place place = find(name);
    if (onlyNewer && place.found() && (long) LONGS.get(others, place.end() - TAIL) >= version) {
      return Change.NONE;
    }
    byte[] written = new byte[Short.BYTES + name.length + TAIL];
    written[0] = (byte) (name.length >>> 8);
    written[1] = (byte) name.length;
    System.arraycopy(name, 0, written, Short.BYTES, name.length);
    writeTail(written, written.length - TAIL, version, payloadHash);
    replace(place, written);
    return place.found() ? Change.REPLACED : Change.ADDED;
  }

  /** Takes the subject out; false when it was not there. */
  boolean remove(String subject) {
    UUID customer = customer(subject);
    if (customer != null) {
      int found = find(customer);
      if (found >= 0) {
        int next = (found + 1) * RECORD;
        System.arraycopy(customers, next, customers, found * RECORD, customerCount * RECORD - next);
        customerCount--;
      }
      return found >= 0;
    }
    Place place = find(subject.getBytes(UTF_8));
    if (place.found()) {
      replace(place, NOTHING);
    }
    return place.found();
  }

  /** Feeds the bucket, written out, to the digest. */
  void writeTo(MessageDigest digest) {
    byte[] written = new byte[Short.BYTES + NAME + TAIL];
    written[1] = (byte) NAME;
    System.arraycopy(PREFIX, 0, written, Short.BYTES, PREFIX.length);
    int other = 0;
    for (int i = 0; i < customerCount; i++) {
      writeId(i, written, Short.BYTES + PREFIX.length);
      int before = other;
      while (other < others.length && isOtherBefore(other, written)) {
        other = nameEnd(other) + TAIL;
      }
      digest.update(others, before, other - before);
      System.arraycopy(customers, i * RECORD + ID, written, Short.BYTES + NAME, TAIL);
      digest.update(written);
    }
    digest.update(others, other, others.length - other);
  }

  /** Calls the visitor with each subject and what is held of it, in order. */
  void forEach(BiConsumer<String, SetTree.Entry> visitor) {
    byte[] written = new byte[Short.BYTES + NAME];
    System.arraycopy(PREFIX, 0, written, Short.BYTES, PREFIX.length);
    int other = 0;
    for (int i = 0; i < customerCount; i++) {
      writeId(i, written, Short.BYTES + PREFIX.length);
      while (other < others.length && isOtherBefore(other, written)) {
        other = visitOther(other, visitor);
      }
      visitor.accept(
          new String(written, Short.BYTES, NAME, US_ASCII), entry(customers, i * RECORD + ID));
    }
    while (other < others.length) {
      other = visitOther(other, visitor);
    }
  }

  private int visitOther(int start, BiConsumer<String, SetTree.Entry> visitor) {
    int nameStart = start + Short.BYTES;
    int nameEnd = nameEnd(start);
    visitor.accept(
        new String(others, nameStart, nameEnd - nameStart, UTF_8), entry(others, nameEnd));
    return nameEnd + TAIL;
  }

  /** Whether the other subject at a place comes before the customer written out. */
  private boolean isOtherBefore(int start, byte[] written) {
    return Arrays.compareUnsigned(
            others, start + Short.BYTES, nameEnd(start), written, Short.BYTES, Short.BYTES + NAME)
        < 0;
  }

  private void writeId(int index, byte[] target, int start) {
    int to = start;
    for (int i = 0; i < ID; i++) {
      if (i == 4 || i == 6 || i == 8 || i == 10) {
        target[to++] = '-';
      }
      byte value = customers[index * RECORD + i];
      target[to++] = HEX[(value >> 4) & 0xF];
      target[to++] = HEX[value & 0xF];
    }
  }

  private static @Nullable UUID customer(String subject) {
    return subject.length() == NAME && subject.startsWith(License.subjectOf(""))
        ? CanonicalUuid.parse(subject.substring(PREFIX.length))
        : null;
  }

  /** The customer's number; when it is not there, the complement of where it would be. */
  private int find(UUID customer) {
    int low = 0;
    int high = customerCount - 1;
    // documents are read in the order of their subjects: then it goes behind the last
    if (high >= 0 && compare(high, customer) < 0) {
      return ~customerCount;
    }
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(middle, customer);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return ~low;
  }

  private int compare(int index, UUID customer) {
    int order =
        Long.compareUnsigned(
            (long) LONGS.get(customers, index * RECORD), customer.getMostSignificantBits());
    return order != 0
        ? order
        : Long.compareUnsigned(
            (long) LONGS.get(customers, index * RECORD + Long.BYTES),
            customer.getLeastSignificantBits());
  }

  private void insert(int at) {
    int used = customerCount * RECORD;
    int start = at * RECORD;
    byte[] from = customers;
    if (used == customers.length) {
      customers = Arrays.copyOf(customers, (customerCount + 1 + customerCount / GROWTH) * RECORD);
    }
    System.arraycopy(from, start, customers, start + RECORD, used - start);
    customerCount++;
  }

  private void replace(Place place, byte[] written) {
    byte[] changed = new byte[others.length - (place.end() - place.start()) + written.length];
    System.arraycopy(others, 0, changed, 0, place.start());
    System.arraycopy(written, 0, changed, place.start(), written.length);
    int rest = place.start() + written.length;
    System.arraycopy(others, place.end(), changed, rest, others.length - place.end());
    others = changed;
  }

  /** Where another subject stands, written out; when not found, where it would (an empty range). */
  private record Place(int start, int end, boolean found) {}

  private Place find(byte[] name) {
    int start = 0;
    while (start < others.length) {
      int nameEnd = nameEnd(start);
      int order =
          Arrays.compareUnsigned(others, start + Short.BYTES, nameEnd, name, 0, name.length);
      if (order == 0) {
        return new Place(start, nameEnd + TAIL, true);
      }
      if (order > 0) {
        break;
      }
      start = nameEnd + TAIL;
    }
    return new Place(start, start, false);
  }

  private int nameEnd(int start) {
    int length = ((others[start] & 0xFF) << 8) | (others[start + 1] & 0xFF);
    return start + Short.BYTES + length;
  }

  private static void writeTail(byte[] target, int start, long version, Hash payloadHash) {
    LONGS.set(target, start, version);
    payloadHash.copyTo(target, start + Long.BYTES);
  }

  private static SetTree.Entry entry(byte[] bytes, int tail) {
    long version = (long) LONGS.get(bytes, tail);
    int hash = tail + Long.BYTES;
    return new SetTree.Entry(version, Hash.copyFrom(bytes, hash));
  }
}
