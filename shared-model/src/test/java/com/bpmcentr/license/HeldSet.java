package com.bpmcentr.license;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A license set put together by hand. */
final class HeldSet implements LicenseSet {

  boolean ready = true;
  boolean lacksPepper;
  final List<ConnectorPolicy> connectors = new ArrayList<>();
  final List<License> licenses = new ArrayList<>();
  final Set<KeyDigest> compromised = new HashSet<>();
  final Set<String> compromisedConnectors = new HashSet<>();
  final Map<String, String> claimed = new HashMap<>();

  @Override
  public boolean ready() {
    return ready;
  }

  @Override
  public @Nullable ConnectorPolicy connector(String slug) {
    return connectors.stream()
        .filter(policy -> policy.connector().equals(slug))
        .findFirst()
        .orElse(null);
  }

  @Override
  public boolean isCompromised(String slug) {
    return compromisedConnectors.contains(slug);
  }

  @Override
  public @Nullable HeldLicense licenseOfKey(KeyDigest digest) {
    return licenses.stream()
        .filter(license -> license.key(digest) != null)
        .map(HeldLicense.class::cast)
        .findFirst()
        .orElse(compromised.contains(digest) ? new Compromised() : null);
  }

  @Override
  public boolean lacksPepper() {
    return lacksPepper;
  }

  @Override
  public @Nullable String claimedAccount(String subscriptionId) {
    return claimed.get(subscriptionId);
  }

  /** Its keys are known, and nothing else. */
  private record Compromised() implements HeldLicense {

    @Override
    public boolean compromised() {
      return true;
    }

    @Override
    public HeldKey key(KeyDigest digest) {
      return new ApiKeyRef("key-1", digest, "p1", Environment.PROD, null, null);
    }

    @Override
    public String customerId() {
      throw new AssertionError("decides nothing");
    }

    @Override
    public long issuedAtMillis() {
      throw new AssertionError("decides nothing");
    }

    @Override
    public boolean blocked() {
      throw new AssertionError("decides nothing");
    }

    @Override
    public int firstGrant(String connector) {
      throw new AssertionError("decides nothing");
    }

    @Override
    public int nextGrant(int place, String connector) {
      throw new AssertionError("decides nothing");
    }

    @Override
    public HeldGrant grant(int place) {
      throw new AssertionError("decides nothing");
    }
  }
}
