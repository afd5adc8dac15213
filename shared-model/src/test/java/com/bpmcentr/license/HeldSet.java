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
  final List<ConnectorPolicy> connectors = new ArrayList<>();
  final List<License> licenses = new ArrayList<>();
  final Set<KeyDigest> compromised = new HashSet<>();
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
  public @Nullable License licenseOfKey(KeyDigest digest) {
    return licenses.stream()
        .filter(license -> license.keys().stream().anyMatch(key -> key.digest().equals(digest)))
        .findFirst()
        .orElse(null);
  }

  @Override
  public boolean isCompromised(KeyDigest digest) {
    return compromised.contains(digest);
  }

  @Override
  public @Nullable String claimedAccount(String subscriptionId) {
    return claimed.get(subscriptionId);
  }
}
