package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The whole set by (subject, version, payload hash), in 4,096 buckets under a binary tree of 12
 * levels, so that one hash names the set and a difference is found without reading all of it.
 *
 * <p>A bucket is one byte array, its subjects in ascending order of their UTF-8 bytes:
 *
 * <pre>
 *   subject length (2) | subject | version (8) | payload hash (32)      numbers big-endian
 * </pre>
 *
 * These bytes are both what is held in memory (about 90 for a customer) and what is hashed: a
 * bucket's hash is {@code SHA-256(0x00 || bytes)}, a node's {@code SHA-256(0x01 || left || right)}.
 * The first byte keeps a bucket from passing for a node (RFC 9162, section 2.1). A change marks its
 * bucket; hashes are made when somebody asks, so a thousand changes cost one pass.
 *
 * <p>Not safe for use by several threads. Bucket arrays are never changed in place, so {@link
 * #copy()} is cheap and the copy independent.
 */
public final class SetTree {

  /** How many buckets there are. */
  public static final int BUCKETS = 4096;

  private static final int ENTRY_TAIL = Long.BYTES + Hash.LENGTH;
  private static final byte[] EMPTY = new byte[0];
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final byte[][] buckets;

  /**
   * Node i has the children 2i and 2i+1; the root is 1, bucket b is at BUCKETS + b; null: stale.
   */
  private final @Nullable Hash[] nodes;

  private int size;

  /** An empty set. */
  public SetTree() {
    buckets = new byte[BUCKETS][];
    Arrays.fill(buckets, EMPTY);
    nodes = new @Nullable Hash[2 * BUCKETS];
  }

  private SetTree(SetTree other) {
    buckets = other.buckets.clone();
    nodes = other.nodes.clone();
    size = other.size;
  }

  /**
   * What the set holds of one subject.
   *
   * @param version the document's version
   * @param payloadHash SHA-256 of the document's payload
   */
  public record Entry(long version, Hash payloadHash) {}

  /** A copy that changes independently of this one. */
  public SetTree copy() {
    return new SetTree(this);
  }

  /** The bucket of a subject: the first 12 bits of its SHA-256. */
  public static int bucketOf(String subject) {
    byte[] hash = Hash.newSha256().digest(subject.getBytes(UTF_8));
    return ((hash[0] & 0xFF) << 4) | ((hash[1] & 0xFF) >>> 4);
  }

  /** How many subjects the set holds. */
  public int size() {
    return size;
  }

  /** What is held of the subject, or null. */
  public @Nullable Entry get(String subject) {
    byte[] bucket = buckets[bucketOf(subject)];
    Place place = find(bucket, subject.getBytes(UTF_8));
    return place.found() ? entryAt(bucket, place) : null;
  }

  /** Adds the subject, or replaces what is held of it, whichever version that has. */
  public void put(String subject, long version, Hash payloadHash) {
    byte[] name = subject.getBytes(UTF_8);
    if (name.length == 0 || name.length > 0xFFFF) {
      throw new IllegalArgumentException("a subject has 1 to 65,535 bytes, not " + name.length);
    }
    ByteBuffer entry = ByteBuffer.allocate(Short.BYTES + name.length + ENTRY_TAIL);
    entry.putShort((short) name.length).put(name);
    entry.putLong(version).put(payloadHash.toByteArray());
    int bucket = bucketOf(subject);
    Place place = find(buckets[bucket], name);
    replace(bucket, place, entry.array());
    size += place.found() ? 0 : 1;
  }

  /** Takes the subject out, if it is there. */
  public void remove(String subject) {
    int bucket = bucketOf(subject);
    Place place = find(buckets[bucket], subject.getBytes(UTF_8));
    if (place.found()) {
      replace(bucket, place, EMPTY);
      size--;
    }
  }

  /** The hash of one bucket, 0 to {@link #BUCKETS} − 1. */
  public Hash bucketHash(int bucket) {
    return nodeHash(BUCKETS + bucket);
  }

  /** The hash that names the whole set. */
  public Hash root() {
    return nodeHash(1);
  }

  /** Calls the visitor with each subject of one bucket and what is held of it, in order. */
  public void forEach(int bucket, BiConsumer<String, Entry> visitor) {
    byte[] bytes = buckets[bucket];
    int start = 0;
    while (start < bytes.length) {
      int nameEnd = nameEnd(bytes, start);
      Place place = new Place(start, nameEnd + ENTRY_TAIL, true);
      String subject = new String(bytes, start + Short.BYTES, nameEnd - start - Short.BYTES, UTF_8);
      visitor.accept(subject, entryAt(bytes, place));
      start = place.end();
    }
  }

  private Hash nodeHash(int node) {
    Hash known = nodes[node];
    if (known != null) {
      return known;
    }
    MessageDigest digest = Hash.newSha256();
    if (node >= BUCKETS) {
      digest.update(LEAF);
      digest.update(buckets[node - BUCKETS]);
    } else {
      digest.update(NODE);
      digest.update(nodeHash(2 * node).toByteArray());
      digest.update(nodeHash(2 * node + 1).toByteArray());
    }
    Hash made = Hash.of(digest.digest());
    nodes[node] = made;
    return made;
  }

  private void replace(int bucket, Place place, byte[] entry) {
    byte[] old = buckets[bucket];
    byte[] changed = new byte[old.length - (place.end() - place.start()) + entry.length];
    System.arraycopy(old, 0, changed, 0, place.start());
    System.arraycopy(entry, 0, changed, place.start(), entry.length);
    int rest = place.start() + entry.length;
    System.arraycopy(old, place.end(), changed, rest, old.length - place.end());
    buckets[bucket] = changed;
    for (int node = BUCKETS + bucket; node >= 1 && nodes[node] != null; node /= 2) {
      nodes[node] = null;
    }
  }

  /**
   * Where a subject stands in a bucket's bytes; when not found, where it would (an empty range).
   */
  private record Place(int start, int end, boolean found) {}

  private static Place find(byte[] bucket, byte[] name) {
    int start = 0;
    while (start < bucket.length) {
      int nameEnd = nameEnd(bucket, start);
      int order =
          Arrays.compareUnsigned(bucket, start + Short.BYTES, nameEnd, name, 0, name.length);
      if (order == 0) {
        return new Place(start, nameEnd + ENTRY_TAIL, true);
      }
      if (order > 0) {
        break;
      }
      start = nameEnd + ENTRY_TAIL;
    }
    return new Place(start, start, false);
  }

  private static int nameEnd(byte[] bucket, int start) {
    int length = ((bucket[start] & 0xFF) << 8) | (bucket[start + 1] & 0xFF);
    return start + Short.BYTES + length;
  }

  private static Entry entryAt(byte[] bucket, Place place) {
    ByteBuffer tail = ByteBuffer.wrap(bucket, place.end() - ENTRY_TAIL, ENTRY_TAIL);
    long version = tail.getLong();
    byte[] hash = new byte[Hash.LENGTH];
    tail.get(hash);
    return new Entry(version, Hash.of(hash));
  }
}
