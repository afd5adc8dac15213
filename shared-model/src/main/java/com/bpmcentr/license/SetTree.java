package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The whole set by (subject, version, payload hash), in 4,096 buckets under a binary tree of 12
 * levels, so that one hash names the set and a difference is found without reading all of it.
 *
 * <p>A bucket's hash is {@code SHA-256(0x00 || entries)}, its entries written out as {@link
 * SetBucket} says and in ascending order of their subjects' UTF-8 bytes; a node's is {@code
 * SHA-256(0x01 || left || right)}. The first byte keeps a bucket from passing for a node (RFC 9162,
 * section 2.1). A change marks its bucket; hashes are made when somebody asks, so a thousand
 * changes cost one pass.
 *
 * <p>Not safe for use by several threads, except that a tree whose hashes are made and which nobody
 * changes any more may be read and copied by all. A bucket is changed in place only by the tree
 * that made it since its last copy, so {@link #copy()} is cheap and the copy independent.
 */
public final class SetTree {

  /** How many buckets there are. */
  public static final int BUCKETS = 4096;

  private static final SetBucket EMPTY = new SetBucket();
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  /** The nodes of an empty set: a small one is hashed along its own paths alone. */
  private static final @Nullable Hash[] EMPTY_NODES = emptyNodes();

  private final SetBucket[] buckets;

  /** The buckets that may be changed in place: no copy shares them, unless copied since. */
  private final BitSet own = new BitSet(BUCKETS);

  private boolean copied;

  /**
   * Node i has the children 2i and 2i+1; the root is 1, bucket b is at BUCKETS + b; null: stale.
   */
  private final @Nullable Hash[] nodes;

  private int size;

  /** An empty set. */
  public SetTree() {
    buckets = new SetBucket[BUCKETS];
    Arrays.fill(buckets, EMPTY);
    nodes = EMPTY_NODES.clone();
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

  /** A copy that changes independently of this one; this one may go on changing as well. */
  public SetTree copy() {
    copied = true;
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
    return buckets[bucketOf(subject)].get(subject);
  }

  /**
   * Adds the subject, or replaces what is held of it, whichever version that has.
   *
   * @throws IllegalArgumentException unless the subject has 1 to 65,535 bytes in UTF-8
   */
  public void put(String subject, long version, Hash payloadHash) {
    put(subject, version, payloadHash, false);
  }

  /**
   * Adds the subject, or replaces what is held of it when that has a lower version.
   *
   * @return false when nothing was changed
   * @throws IllegalArgumentException unless the subject has 1 to 65,535 bytes in UTF-8
   */
  public boolean putNewer(String subject, long version, Hash payloadHash) {
    return put(subject, version, payloadHash, true);
  }

  private boolean put(String subject, long version, Hash payloadHash, boolean onlyNewer) {
    int bucket = bucketOf(subject);
    SetBucket.Change change = own(bucket).put(subject, version, payloadHash, onlyNewer);
    if (change == SetBucket.Change.NONE) {
      return false;
    }
    size += change == SetBucket.Change.ADDED ? 1 : 0;
    changed(bucket);
    return true;
  }

  /** Takes the subject out, if it is there. */
  public void remove(String subject) {
    int bucket = bucketOf(subject);
    if (own(bucket).remove(subject)) {
      size--;
      changed(bucket);
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

  /** The hash that names the set whose buckets have these hashes, {@link #BUCKETS} of them. */
  public static Hash rootOf(List<Hash> bucketHashes) {
    if (bucketHashes.size() != BUCKETS) {
      throw new IllegalArgumentException("not " + BUCKETS + " buckets: " + bucketHashes.size());
    }
    SetTree tree = new SetTree();
    Arrays.fill(tree.nodes, 0, BUCKETS, null);
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      tree.nodes[BUCKETS + bucket] = bucketHashes.get(bucket);
    }
    return tree.root();
  }

  /**
   * Hashes one bucket anew from what it holds, as if its hash had never been made: what was changed
   * by anything but this class shows in the root from now on.
   */
  public void rehash(int bucket) {
    changed(bucket);
  }

  /** Calls the visitor with each subject of one bucket and what is held of it, in order. */
  public void forEach(int bucket, BiConsumer<String, Entry> visitor) {
    buckets[bucket].forEach(visitor);
  }

  private Hash nodeHash(int node) {
    Hash known = nodes[node];
    if (known != null) {
      return known;
    }
    Hash made =
        node >= BUCKETS
            ? hashOf(buckets[node - BUCKETS])
            : hashOf(nodeHash(2 * node), nodeHash(2 * node + 1));
    nodes[node] = made;
    return made;
  }

  private static Hash hashOf(SetBucket bucket) {
    MessageDigest digest = Hash.newSha256();
    digest.update(LEAF);
    bucket.writeTo(digest);
    return Hash.of(digest.digest());
  }

  private static Hash hashOf(Hash left, Hash right) {
    MessageDigest digest = Hash.newSha256();
    digest.update(NODE);
    digest.update(left.toByteArray());
    digest.update(right.toByteArray());
    return Hash.of(digest.digest());
  }

  private static @Nullable Hash[] emptyNodes() {
    @Nullable Hash[] nodes = new @Nullable Hash[2 * BUCKETS];
    Hash made = hashOf(EMPTY);
    Arrays.fill(nodes, BUCKETS, 2 * BUCKETS, made);
    for (int first = BUCKETS / 2; first >= 1; first /= 2) {
      made = hashOf(made, made);
      Arrays.fill(nodes, first, 2 * first, made);
    }
    return nodes;
  }

  private SetBucket own(int bucket) {
    if (copied) {
      own.clear();
      copied = false;
    }
    if (!own.get(bucket)) {
      buckets[bucket] = buckets[bucket].copy();
      own.set(bucket);
    }
    return buckets[bucket];
  }

  private void changed(int bucket) {
    for (int node = BUCKETS + bucket; node >= 1 && nodes[node] != null; node /= 2) {
      nodes[node] = null;
    }
  }
}
