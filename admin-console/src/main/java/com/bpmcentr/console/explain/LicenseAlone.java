package com.bpmcentr.console.explain;

import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.HeldLicense;
import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.License;
import com.bpmcentr.license.LicenseSet;
import com.bpmcentr.license.OnStale;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A license in a set where every connector is offered and asks for nothing. */
record LicenseAlone(License license) implements LicenseSet {

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public ConnectorPolicy connector(String slug) {
    return new ConnectorPolicy(
        slug,
        1,
        license.issuedAt(),
        false,
        ConnectorState.PUBLISHED,
        Category.STANDARD,
        ConnectorPolicy.DEFAULT_MAX_STALENESS,
        OnStale.REFUSE,
        List.of());
  }

  @Override
  public boolean isCompromised(String slug) {
    return false;
  }

  @Override
  public @Nullable HeldLicense licenseOfKey(KeyDigest digest) {
    return license.key(digest) == null ? null : license;
  }

  @Override
  public boolean lacksPepper() {
    return false;
  }

  @Override
  public @Nullable String claimedAccount(String subscriptionId) {
    return null;
  }
}
