package com.bpmcentr.edge.replica;

import com.bpmcentr.edge.binding.ClaimBook;
import com.bpmcentr.license.CompromisedLicense;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.HeldLicense;
import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.License;
import com.bpmcentr.license.LicenseSet;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.VerifiedConnector;
import com.bpmcentr.license.VerifiedLicense;
import com.bpmcentr.license.VerifiedSubject;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The whole signed set, in memory. A miss is an answer: there is no bound, since what is bounded
 * can evict a revocation, and no loader, since a loader can race one.
 *
 * <p>Every customer has a number. Under it stands its license, packed in one byte array; two
 * indexes lead to the number, from a key's digest and from the customer's id. Per customer with one
 * key and one grant that is about 190 bytes: the array and its place 140, the indexes 34; {@link
 * SetTree} adds 59.
 *
 * <p>One thread, the feed's, writes; all others read without locks. A customer's license is
 * replaced by a single volatile write, so all keys of the customer change at once. The index may
 * for a moment lead to a license that does not hold the key any more, or not yet. That decides
 * nothing: whether a license holds a key is asked of the license, so before the write the old
 * license answers for all its keys, and after it the new one for all of its own.
 */
public final class LicenseReplica implements LicenseSet {

  private static final int FIRST_SIZE = 1024;
  private static final String CUSTOMER = License.subjectOf("");
  private static final String CONNECTOR = ConnectorPolicy.subjectOf("");

  private final ClaimBook claims;
  private final @Nullable MissingPeppers peppers;
  private final Names names = new Names(PackedLicense.MOST_CONNECTORS);

  /** The keys that signed what is held; the feed's thread only. */
  private final Names signers = new Names(PackedLicense.MOST_SIGNERS);

  private final LicensePacker packer = new LicensePacker(names);

  /** By customer's number. The writer alone replaces it, by a longer one with the same content. */
  private volatile AtomicReferenceArray<byte @Nullable []> licenses;

  private final NumberIndex<KeyDigest> byKey;

  /** The feed's thread only. */
  private final NumberIndex<String> byCustomer;

  /** How many numbers are given; the feed's thread only. */
  private int numbers;

  /** How many customers are held that are not removed. */
  private final AtomicInteger customers = new AtomicInteger();

  private final Map<String, ConnectorPolicy> connectors = new ConcurrentHashMap<>();

  /** The key that signed each connector's document; the feed's thread only. */
  private final Map<String, String> connectorSigners = new HashMap<>();

  /** Connectors whose only document a compromised key signed. */
  private final Set<String> compromisedConnectors = ConcurrentHashMap.newKeySet();

  /** What is held, for the root; the feed's thread only. */
  private final SetTree tree = new SetTree();

  /** Subjects whose newest document a compromised key signed; the feed's thread only. */
  private final Set<String> compromised = new HashSet<>();

  private volatile @Nullable FeedPosition position;

  /**
   * An empty replica.
   *
   * @param peppers told of each document that is applied
   */
  public LicenseReplica(ClaimBook claims, MissingPeppers peppers) {
    this(claims, peppers, FIRST_SIZE, FIRST_SIZE);
  }

  /** An empty replica of whoever has all peppers. */
  public LicenseReplica(ClaimBook claims) {
    this(claims, null, FIRST_SIZE, FIRST_SIZE);
  }

  /**
   * An empty replica that moves to longer arrays sooner or later.
   *
   * @param peppers null: none is missing
   * @param places for licenses at first, 2 or more
   * @param slots of each index at first: a power of two, 16 or more
   */
  LicenseReplica(ClaimBook claims, @Nullable MissingPeppers peppers, int places, int slots) {
    this.claims = claims;
    this.peppers = peppers;
    this.licenses = new AtomicReferenceArray<>(places);
    this.byKey = new NumberIndex<>(this::holdsKey, slots);
    this.byCustomer = new NumberIndex<>(this::isOfCustomer, slots);
  }

  @Override
  public boolean ready() {
    return position != null;
  }

  @Override
  public @Nullable ConnectorPolicy connector(String slug) {
    return connectors.get(slug);
  }

  @Override
  public boolean isCompromised(String slug) {
    // one that was put back since it was asked for must not look as if it had never been there
    return compromisedConnectors.contains(slug) || connectors.containsKey(slug);
  }

  @Override
  public @Nullable HeldLicense licenseOfKey(KeyDigest digest) {
    int number = byKey.find(digest.hashCode(), digest);
    byte[] packed = number == NumberIndex.NONE ? null : licenses.getAcquire(number);
    return packed == null ? null : new PackedLicense(packed, names);
  }

  @Override
  public @Nullable String claimedAccount(String subscriptionId) {
    return claims.claimedAccount(subscriptionId);
  }

  @Override
  public boolean lacksPepper() {
    return peppers != null && peppers.any();
  }

  /** The newest position at which the set matched a verified checkpoint; null before the first. */
  public @Nullable FeedPosition position() {
    return position;
  }

  /** How many subjects are held. */
  public long size() {
    return customers.get() + (long) connectors.size();
  }

  /** States that what is held matches a verified checkpoint of this position. */
  void proven(FeedPosition at) {
    position = at;
  }

  /** The root over what is held. */
  Hash root() {
    return tree.root();
  }

  /** The hash over what is held of one bucket. */
  Hash bucketHash(int bucket) {
    return tree.bucketHash(bucket);
  }

  /** Has the next {@link #root} made of what this bucket holds, not of what was known of it. */
  void rehash(int bucket) {
    tree.rehash(bucket);
  }

  /**
   * Whether something that a trusted key signed is held, of which a set has neither this nor newer.
   */
  boolean holdsMoreThan(int bucket, SetTree signed) {
    AtomicBoolean more = new AtomicBoolean();
    tree.forEach(
        bucket,
        (subject, held) -> {
          SetTree.Entry right = signed.get(subject);
          boolean has = right != null && (right.version() > held.version() || right.equals(held));
          if (!has && !compromised.contains(subject)) {
            more.set(true);
          }
        });
    return more.get();
  }

  /**
   * Forgets what is held of a bucket and cannot be. A subject that is not in the signed set decides
   * nothing from now on. A document that differs under the same version serves on until the signed
   * one is applied. A higher version stays, whatever is signed.
   *
   * @param signed the bucket as a verified checkpoint says that it is
   * @param mayTakeAway whether that checkpoint goes on from all that is held; else what a trusted
   *     key signed stays, as it may be missing for no other reason
   * @return how much was forgotten
   */
  int forgetWhatDiffers(int bucket, SetTree signed, boolean mayTakeAway) {
    List<String> unsigned = new ArrayList<>();
    List<String> differing = new ArrayList<>();
    tree.forEach(
        bucket,
        (subject, held) -> {
          SetTree.Entry right = signed.get(subject);
          if (!mayTakeAway && !compromised.contains(subject)) {
            return;
          }
          if (right == null) {
            unsigned.add(subject);
          } else if (right.version() == held.version() && !right.equals(held)) {
            differing.add(subject);
          }
        });
    unsigned.forEach(this::takeAway);
    differing.forEach(this::forget);
    return unsigned.size() + differing.size();
  }

  private void forget(String subject) {
    tree.remove(subject);
    compromised.remove(subject);
  }

  private void takeAway(String subject) {
    forget(subject);
    if (subject.startsWith(CONNECTOR)) {
      String slug = subject.substring(CONNECTOR.length());
      connectors.remove(slug);
      connectorSigners.remove(slug);
      compromisedConnectors.remove(slug);
    } else {
      String id = subject.substring(CUSTOMER.length());
      hold(id, packer.packRemoval(id), List.of());
    }
  }

  /**
   * The highest trustworthy version ever held of the subject; 0 when there was none. What a
   * compromised key signed sets no mark.
   */
  long heldVersion(String subject) {
    SetTree.Entry held = compromised.contains(subject) ? null : tree.get(subject);
    return held == null ? 0 : held.version();
  }

  /** The hash of the held document's payload; null when none is held. */
  @Nullable Hash heldHash(String subject) {
    SetTree.Entry held = tree.get(subject);
    return held == null ? null : held.payloadHash();
  }

  /**
   * Takes in a document if its version is higher than that of every trustworthy one ever held of
   * its subject.
   *
   * @return false when it was not, and nothing has changed
   */
  boolean apply(VerifiedSubject verified) {
    String subject = verified.document().subject();
    long version = verified.document().version();
    if (compromised.remove(subject)) {
      tree.put(subject, version, verified.payloadHash());
    } else if (!tree.putNewer(subject, version, verified.payloadHash())) {
      return false;
    }
    // a removed subject stays in the tree, as at the publisher: nothing older may bring it back
    boolean applied = false;
    try {
      switch (verified) {
        case VerifiedConnector connector -> apply(connector.document(), connector.keyId());
        case VerifiedLicense license -> apply(license.document(), license.keyId());
      }
      applied = true;
    } finally {
      // what a defect of ours kept out must not count in the root
      if (!applied) {
        tree.remove(subject);
      }
    }
    return true;
  }

  /**
   * Takes in a license that a compromised key signed: the customer cannot be decided until it is
   * issued again. It counts in the root, as the publisher counts it.
   */
  void applyCompromised(CompromisedLicense license, long version, Hash payloadHash) {
    String id = license.subject().substring(CUSTOMER.length());
    hold(id, packer.packCompromised(id, license.keyDigests()), license.keyDigests());
    tree.put(license.subject(), version, payloadHash);
    compromised.add(license.subject());
  }

  /**
   * Has what these keys signed decide nothing from now on, as if it came now: they are compromised.
   * What counts is the key that a document came under; whether its signature held is another
   * matter.
   *
   * @return how many subjects cannot be decided any more
   */
  int withdraw(Set<String> keyIds) {
    int before = compromised.size();
    BitSet lost = new BitSet();
    keyIds.stream().mapToInt(signers::find).filter(number -> number >= 0).forEach(lost::set);
    for (int number = 0; number < numbers && !lost.isEmpty(); number++) {
      byte[] packed = licenses.getAcquire(number);
      if (packed != null
          && !PackedLicense.isCompromised(packed)
          && lost.get(PackedLicense.signer(packed))) {
        compromised.add(License.subjectOf(new PackedLicense(packed, names).customerId()));
        licenses.set(number, PackedLicense.compromised(packed));
      }
    }
    connectorSigners.forEach(
        (slug, keyId) -> {
          if (keyIds.contains(keyId)) {
            compromised.add(ConnectorPolicy.subjectOf(slug));
            compromisedConnectors.add(slug);
            connectors.remove(slug);
          }
        });
    return compromised.size() - before;
  }

  private void apply(ConnectorPolicy policy, String keyId) {
    String slug = policy.connector();
    if (policy.removed()) {
      connectors.remove(slug);
    } else {
      connectors.put(slug, policy);
    }
    connectorSigners.put(slug, keyId);
    compromisedConnectors.remove(slug);
    if (peppers != null) {
      peppers.look(policy);
    }
  }

  private void apply(License license, String keyId) {
    List<KeyDigest> digests = new ArrayList<>(license.keys().size());
    license.keys().forEach(key -> digests.add(key.digest()));
    hold(license.customerId(), packer.pack(license, signers.number(keyId)), digests);
    claims.licenseApplied(license);
    if (peppers != null) {
      peppers.look(license);
    }
  }

  private void hold(String customerId, byte[] packed, List<KeyDigest> digests) {
    int known = byCustomer.find(customerId.hashCode(), customerId);
    int number = known == NumberIndex.NONE ? newNumber() : known;
    byte[] before = licenses.getPlain(number);
    // index first: a new key may lead to the old license, which does not know it, but an answer
    // of the new license must not depend on which of the customer's keys was used
    for (KeyDigest digest : digests) {
      byKey.put(digest.hashCode(), number);
    }
    licenses.set(number, packed);
    if (before == null) {
      byCustomer.put(customerId.hashCode(), number);
    } else {
      // by hash, as it is indexed: two keys of the customer may have the same
      Set<Integer> held = new HashSet<>();
      digests.forEach(digest -> held.add(digest.hashCode()));
      new PackedLicense(before, names)
          .forEachDigest(
              digest -> {
                if (!held.contains(digest.hashCode())) {
                  byKey.remove(digest.hashCode(), number);
                }
              });
    }
    customers.addAndGet(count(packed) - (before == null ? 0 : count(before)));
  }

  private static int count(byte[] packed) {
    return PackedLicense.isRemoval(packed) ? 0 : 1;
  }

  private int newNumber() {
    AtomicReferenceArray<byte @Nullable []> full = licenses;
    if (numbers == full.length()) {
      AtomicReferenceArray<byte @Nullable []> longer =
          new AtomicReferenceArray<>(full.length() + full.length() / 2);
      for (int i = 0; i < full.length(); i++) {
        longer.setPlain(i, full.getPlain(i));
      }
      licenses = longer;
    }
    return numbers++;
  }

  private boolean isOfCustomer(int number, String customerId) {
    byte[] packed = licenses.getPlain(number);
    return packed != null && new PackedLicense(packed, names).customerId().equals(customerId);
  }

  private boolean holdsKey(int number, KeyDigest digest) {
    byte[] packed = licenses.getAcquire(number);
    return packed != null && new PackedLicense(packed, names).key(digest) != null;
  }
}
