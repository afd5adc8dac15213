package com.bpmcentr.edge.replica;

import com.bpmcentr.edge.binding.ClaimBook;
import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.CompromisedLicense;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.HeldGrant;
import com.bpmcentr.license.HeldKey;
import com.bpmcentr.license.HeldLicense;
import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.License;
import com.bpmcentr.license.LicenseSet;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.VerifiedConnector;
import com.bpmcentr.license.VerifiedLicense;
import com.bpmcentr.license.VerifiedSubject;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The whole signed set, in memory. A miss is an answer: the caches have no bound, since a bounded
 * one can evict a revocation, and no loader, since a loader can race one.
 *
 * <p>One thread, the feed's, writes; all others read without locks. A customer's license is
 * replaced by a single volatile write, so all keys of the customer change at once. A key's digest
 * leads to the customer; whether the customer's license still holds that key is asked of the
 * license, so the index may briefly hold too much or too little of what has just changed, and never
 * what decides.
 */
public final class LicenseReplica implements LicenseSet {

  private static final byte[] NOTHING = new byte[0];

  private final ClaimBook claims;
  private final Cache<String, Customer> bySubject = Caffeine.newBuilder().build();
  private final Cache<KeyDigest, Customer> byKey = Caffeine.newBuilder().build();
  private final Map<String, ConnectorPolicy> connectors = new ConcurrentHashMap<>();

  /** What is held, for the root; the feed's thread only. */
  private final SetTree tree = new SetTree();

  /** Subjects whose only document a compromised key signed; the feed's thread only. */
  private final Set<String> compromised = new HashSet<>();

  private volatile @Nullable FeedPosition position;

  /** An empty replica. */
  public LicenseReplica(ClaimBook claims) {
    this.claims = claims;
  }

  /** One customer: its packed license, or the digests of keys that cannot be decided. */
  private static final class Customer {
    volatile byte[] packed = NOTHING;
    volatile boolean compromised;
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
  public @Nullable HeldLicense licenseOfKey(KeyDigest digest) {
    Customer customer = byKey.getIfPresent(digest);
    if (customer == null) {
      return null;
    }
    if (customer.compromised) {
      return new Undecidable();
    }
    byte[] packed = customer.packed;
    return packed.length == 0 ? null : PackedLicense.unpack(packed);
  }

  @Override
  public @Nullable String claimedAccount(String subscriptionId) {
    return claims.claimedAccount(subscriptionId);
  }

  /** The newest position at which the set matched a verified checkpoint; null before the first. */
  public @Nullable FeedPosition position() {
    return position;
  }

  /** How many subjects are held. */
  public long size() {
    return bySubject.estimatedSize() + connectors.size();
  }

  /** States that what is held matches a verified checkpoint of this position. */
  void proven(FeedPosition at) {
    position = at;
  }

  /** The root over what is held. */
  Hash root() {
    return tree.root();
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

  /** Takes in a document whose version is higher than the held one's. */
  void apply(VerifiedSubject verified) {
    switch (verified) {
      case VerifiedConnector connector -> apply(connector.document());
      case VerifiedLicense license -> apply(license.document());
    }
    String subject = verified.document().subject();
    long version = verified.document().version();
    compromised.remove(subject);
    // a removed subject stays in the tree, as at the publisher: nothing older may bring it back
    tree.put(subject, version, verified.payloadHash());
  }

  /**
   * Takes in a license that a compromised key signed: the customer cannot be decided until it is
   * issued again. It counts in the root, as the publisher counts it.
   */
  void applyCompromised(CompromisedLicense license, long version, Hash payloadHash) {
    Customer customer = customer(license.subject());
    unindex(customer);
    customer.compromised = true;
    customer.packed = NOTHING;
    for (KeyDigest digest : license.keyDigests()) {
      byKey.put(digest, customer);
    }
    tree.put(license.subject(), version, payloadHash);
    compromised.add(license.subject());
  }

  private void apply(ConnectorPolicy policy) {
    if (policy.removed()) {
      connectors.remove(policy.connector());
    } else {
      connectors.put(policy.connector(), policy);
    }
  }

  private void apply(License license) {
    Customer customer = customer(license.subject());
    Set<KeyDigest> before = digests(customer);
    // index first: a new key may lead to the old license, which does not know it, but an answer
    // of the new license must not depend on which of the customer's keys was used
    for (ApiKeyRef key : license.keys()) {
      byKey.put(key.digest(), customer);
      before.remove(key.digest());
    }
    customer.packed = PackedLicense.pack(license);
    customer.compromised = false;
    before.forEach(digest -> byKey.asMap().remove(digest, customer));
    if (license.removed()) {
      bySubject.invalidate(license.subject());
    }
    claims.licenseApplied(license);
  }

  private Customer customer(String subject) {
    return bySubject.get(subject, unknown -> new Customer());
  }

  private void unindex(Customer customer) {
    digests(customer).forEach(digest -> byKey.asMap().remove(digest, customer));
  }

  /** The license of a customer whose only document a compromised key signed. */
  private record Undecidable() implements HeldLicense {

    @Override
    public boolean compromised() {
      return true;
    }

    @Override
    public String customerId() {
      return "";
    }

    @Override
    public long issuedAtMillis() {
      return 0;
    }

    @Override
    public boolean blocked() {
      return false;
    }

    @Override
    public @Nullable HeldKey key(KeyDigest digest) {
      return null;
    }

    @Override
    public int firstGrant(String connector) {
      return NO_GRANT;
    }

    @Override
    public int nextGrant(int place, String connector) {
      return NO_GRANT;
    }

    @Override
    public HeldGrant grant(int place) {
      throw new IndexOutOfBoundsException(place);
    }
  }

  private static Set<KeyDigest> digests(Customer customer) {
    byte[] packed = customer.packed;
    Set<KeyDigest> digests = new HashSet<>();
    if (packed.length > 0) {
      List<ApiKeyRef> keys = PackedLicense.unpack(packed).keys();
      keys.forEach(key -> digests.add(key.digest()));
    }
    return digests;
  }
}
